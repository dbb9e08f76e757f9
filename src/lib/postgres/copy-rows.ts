import {finished} from 'node:stream/promises'
import type {Writable} from 'node:stream'
import type pg from 'pg'
import {type CopyStreamQuery, from as copyFrom} from 'pg-copy-streams'

/** A connection with TLS holds what it is sending a second time, encrypted; pieces keep that small, however long a row is. */
const PIECE_BYTES = 1 << 20

/**
 * Sends blocks of COPY text to Postgres. It takes every block even after Postgres has failed: to stop in the middle would cost
 * the reader its connection to MySQL, and the snapshot with it. When it asks for a block, it no longer uses the memory of the
 * previous one; Postgres skips what is still on its way after a failure.
 * @throws the driver's error, or the error of the blocks
 */
export async function copyRows(
  client: pg.Client,
  sql: string,
  blocks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const stream = client.query(copyFrom(sql))
  const ended = finished(stream)
  let failed = false
  const failure = ended.catch(() => {
    failed = true
  })
  try {
    for await (const block of blocks)
      for (const piece of piecesOf(block))
        if (!failed) await Promise.race([sent(client, stream, piece), failure])
  } catch (error) {
    stream.destroy(error as Error)
    await failure
    throw error
  }

  if (!failed) stream.end()
  await ended
}

function* piecesOf(block: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < block.length; start += PIECE_BYTES)
    yield block.subarray(start, start + PIECE_BYTES)
}

/**
 * Resolves when the operating system has all of the piece, so that nothing piles up in front of a slow server. The stream itself
 * says only that there is room for more; but a write to the connection after the piece completes after it.
 */
function sent(client: pg.Client, stream: CopyStreamQuery, piece: Uint8Array): Promise<void> {
  const {connection} = client as unknown as {connection: {stream: Writable}}
  return new Promise(resolve => {
    stream.write(piece, () => {
      connection.stream.write('', () => resolve())
    })
  })
}
