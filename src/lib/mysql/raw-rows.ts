import mysql from 'mysql2'
import {Buffer} from 'node:buffer'
import type {Socket} from 'node:net'

import {rowSize} from './copy-line.js'
import {HEADER_BYTES, type PacketHandler, splitPackets} from './split-packets.js'

/** One row as it came over the wire, in `bytes` from `start` to `end`. The bytes are only good during the call. */
export type RowHandler = (bytes: Buffer, start: number, end: number) => void

/** A running SELECT whose rows go to a handler. */
export interface RawQuery {
  /** Ends with the last row; rejects with the driver's error. */
  done: Promise<void>
  pause(): void
  resume(): void
  /** Cuts the connection off: the rest of a result cannot be skipped, only read. */
  abandon(): void
}

/**
 * Runs a SELECT without making a string or an object of any value: while it runs, what comes from the server is parted into
 * packets here, rows go to the handler, and the driver sees everything else. What this touches is none of mysql2's public
 * interface, so it is used in this file only, and a test holds it against the installed version.
 *
 * Pausing stops the socket: what has arrived is still handled (64 KB at most), so the end of a result is never held back,
 * where the next statement would lose it.
 */
export function startRawQuery(connection: mysql.Connection, sql: string, onRow: RowHandler): RawQuery {
  const driver = connection as unknown as Driver
  const done = new Promise<void>((resolve, reject) => {
    const command = createQuery(sql, [], error => (error ? reject(error) : resolve()), driver.config)
    // It may have to wait for the answers to others.
    const {start} = command
    command.start = (...args) => {
      takeRows(driver, onRow)
      return start.apply(command, args)
    }

    driver.query(command)
  })
  const socket = (): Socket => driver.stream
  return {
    done,
    pause: () => socket().pause(),
    resume: () => socket().resume(),
    abandon: () => socket().destroy(),
  }
}

/**
 * Until the statement ends. Columns come first, then an EOF packet, rows, and another EOF packet; an ERR packet may end it
 * at any time: https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response.html
 */
function takeRows(driver: Driver, onRow: RowHandler): void {
  const parser = driver.packetParser
  let areRows = false
  const onPacket: PacketHandler = (bytes, start, end, sequence) => {
    const first = bytes[start]
    const isEof = first === EOF && end - start < EOF_BYTES
    if (areRows && !isEof && first !== ERR) return onRow(bytes, start, end)
    if (first === ERR || (isEof && areRows)) driver.packetParser = parser
    areRows ||= isEof
    // Rows went past the driver, which counts.
    driver.sequenceId = sequence
    parser.execute(packet(bytes.subarray(start, end), sequence))
  }
  driver.packetParser = {execute: splitPackets(onPacket, rowSize)}
}

/** In memory of its own: the driver keeps the columns. */
function packet(payload: Buffer, sequence: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUIntLE(payload.length, 0, 3)
  header[3] = sequence
  return Buffer.concat([header, payload])
}

const ERR = 0xff
/** Also the first byte of a value that is longer than 16 MB, and so is its packet. */
const EOF = 0xfe
const EOF_BYTES = 9

/** The parts of mysql2's `lib/base/connection.js` and `lib/commands/command.js` that are used here. */
interface Driver {
  config: object
  stream: Socket
  packetParser: {execute(chunk: Buffer): void}
  sequenceId: number
  query(command: QueryCommand): void
}

interface QueryCommand {
  start(...args: unknown[]): unknown
}

const {createQuery} = mysql.Connection as unknown as {
  createQuery(sql: string, values: [], onEnd: (error: Error | null) => void, config: object): QueryCommand
}
