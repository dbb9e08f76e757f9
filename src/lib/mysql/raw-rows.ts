import type mysql from 'mysql2'
import type {Buffer} from 'node:buffer'
import type {Socket} from 'node:net'

/** One row as it came over the wire, in `bytes` from `start` to `end`. The bytes are only good during the call. */
export type RowHandler = (bytes: Buffer, start: number, end: number) => void

/** What the server says about a result's column. */
export interface RawField {
  name: string
  inPrimaryKey: boolean
}

/** A running SELECT whose rows go to a handler. */
export interface RawQuery {
  /** Known from the first row on. */
  fields: RawField[]
  /** Ends with the last row; rejects with the driver's error. */
  done: Promise<void>
  pause(): void
  resume(): void
  /** Cuts the connection off: the rest of a result cannot be skipped, only read. */
  abandon(): void
}

/**
 * Runs a SELECT without making a string or an object of any value: the driver's row parser is replaced on the
 * one command. That method is none of mysql2's public interface, so it is used in this file only, and a test holds
 * it against the installed version.
 *
 * Pausing stops the socket, not the driver: what has arrived is still handled (64 KB at most), so the end of a
 * result is never held back in the driver, where the next statement would lose it.
 */
export function startRawQuery(connection: mysql.Connection, sql: string, onRow: RowHandler): RawQuery {
  const fields: RawField[] = []
  const done = new Promise<void>((resolve, reject) => {
    const command = connection.query(sql, error =>
      error ? reject(error) : resolve(),
    ) as unknown as QueryCommand
    command.on('fields', (columns: DriverField[]) => fields.push(...columns.map(toRawField)))
    const readEnd = command.row
    command.row = function row(packet, driver) {
      if (packet.isEOF()) return readEnd.call(command, packet, driver)
      onRow(packet.buffer, packet.offset, packet.end)
      return row
    }
  })
  const socket = (): Socket => (connection as unknown as {stream: Socket}).stream
  return {
    fields,
    done,
    pause: () => socket().pause(),
    resume: () => socket().resume(),
    abandon: () => socket().destroy(),
  }
}

/** https://dev.mysql.com/doc/dev/mysql-server/latest/group__group__cs__column__definition__flags.html */
const PRIMARY_KEY_FLAG = 2

function toRawField({name, flags}: DriverField): RawField {
  return {name, inPrimaryKey: (Number(flags) & PRIMARY_KEY_FLAG) !== 0}
}

/** The parts of mysql2's `lib/commands/query.js` and `lib/packets/packet.js` that are used here. */
interface QueryCommand {
  row: PacketHandler
  on(event: 'fields', listener: (fields: DriverField[]) => void): void
}

type PacketHandler = (this: unknown, packet: DriverPacket, driver: unknown) => unknown

interface DriverPacket {
  buffer: Buffer
  offset: number
  end: number
  isEOF(): boolean
}

interface DriverField {
  name: string
  flags: number
}
