import type mysql from 'mysql2'
import type {Buffer} from 'node:buffer'
import type {Socket} from 'node:net'

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
 * Runs a SELECT without making a string or an object of any value: the driver's row parser is replaced on the
 * one command. That method is none of mysql2's public interface, so it is used in this file only, and a test holds
 * it against the installed version.
 *
 * Pausing stops the socket, not the driver: what has arrived is still handled (64 KB at most), so the end of a
 * result is never held back in the driver, where the next statement would lose it.
 */
export function startRawQuery(connection: mysql.Connection, sql: string, onRow: RowHandler): RawQuery {
  const done = new Promise<void>((resolve, reject) => {
    const command = connection.query(sql, error =>
      error ? reject(error) : resolve(),
    ) as unknown as QueryCommand
    const readEnd = command.row
    command.row = function row(packet, driver) {
      if (packet.isEOF()) return readEnd.call(command, packet, driver)
      onRow(packet.buffer, packet.offset, packet.end)
      return row
    }
  })
  const socket = (): Socket => (connection as unknown as {stream: Socket}).stream
  return {
    done,
    pause: () => socket().pause(),
    resume: () => socket().resume(),
    abandon: () => socket().destroy(),
  }
}

/** The parts of mysql2's `lib/commands/query.js` and `lib/packets/packet.js` that are used here. */
interface QueryCommand {
  row: PacketHandler
}

type PacketHandler = (this: unknown, packet: DriverPacket, driver: unknown) => unknown

interface DriverPacket {
  buffer: Buffer
  offset: number
  end: number
  isEOF(): boolean
}
