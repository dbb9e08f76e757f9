import mysql from 'mysql2'
import {Buffer} from 'node:buffer'
import type {Socket} from 'node:net'

import {rowSize} from './copy-line.js'
import {HEADER_BYTES, type PacketHandler, splitPackets} from './split-packets.js'

/** Takes one row as it came over the wire, in `bytes` from `start` to `end`. The bytes are valid only during the call. */
export type RowHandler = (bytes: Buffer, start: number, end: number) => void

/** A running SELECT that sends its rows to a handler. */
export interface RawQuery {
  /** Resolves after the last row; rejects with the driver's error. */
  done: Promise<void>
  pause(): void
  resume(): void
  /** Cuts the connection: the rest of a result cannot be skipped, only read. */
  abandon(): void
}

/**
 * Runs a SELECT without making a string or an object of any value: while it runs, the server's data is split into packets
 * here, rows go to the handler, and everything else goes to the driver. This uses internals of mysql2, which no other file
 * does, and a test checks it against the installed version.
 *
 * Pausing stops the socket: what has arrived is still handled (64 KB at most), so the end of a result is never held back until
 * the next statement, which would lose it.
 */
export function startRawQuery(connection: mysql.Connection, sql: string, onRow: RowHandler): RawQuery {
  const driver = connection as unknown as Driver
  const done = new Promise<void>((resolve, reject) => {
    const command = createQuery(sql, [], error => (error ? reject(error) : resolve()), driver.config)
    // It may have to wait until the answers to earlier statements have come.
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
 * Diverts rows to the handler until the statement ends. Columns come first, then an EOF packet, rows, and another EOF packet;
 * an ERR packet may end it at any time: https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response.html
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
    // The driver counts packets, but has not seen the rows.
    driver.sequenceId = sequence
    parser.execute(packet(bytes.subarray(start, end), sequence))
  }
  driver.packetParser = {execute: splitPackets(onPacket, rowSize)}
}

/** A copy in its own memory, because the driver keeps the column packets. */
function packet(payload: Buffer, sequence: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUIntLE(payload.length, 0, 3)
  header[3] = sequence
  return Buffer.concat([header, payload])
}

const ERR = 0xff
/** Also the first byte of a value longer than 16 MB, but such a packet is longer than an EOF packet. */
const EOF = 0xfe
const EOF_BYTES = 9

/** The internals of mysql2 that are used here, from `lib/base/connection.js` and `lib/commands/command.js`. */
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
