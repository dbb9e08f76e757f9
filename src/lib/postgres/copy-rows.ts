import {finished} from 'node:stream/promises'
import type {Writable} from 'node:stream'
import type pg from 'pg'
import {type CopyStreamQuery, from as copyFrom} from 'pg-copy-streams'

/** A connection with TLS holds what is under way once more, encrypted, however long a row is. */
const PIECE_BYTES = 1 << 20

/**
 * Sends blocks of COPY text to Postgres. It takes every block even when Postgres has failed meanwhile: whoever reads them from
 * MySQL would lose a connection, and its snapshot with it, by stopping in the middle. When it asks for a block, it is done with
 * the memory of the one before; what is still under way after a failure, Postgres skips.
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
 * Resolves when the system has all of the piece, so that nothing piles up in front of a slow server. The stream itself tells
 * only that there is room for more; what is written to the connection behind the piece is done after it.
 */
function sent(client: pg.Client, stream: CopyStreamQuery, piece: Uint8Array): Promise<void> {
  const {connection} = client as unknown as {connection: {stream: Writable}}
  return new Promise(resolve => {
    stream.write(piece, () => {
      connection.stream.write('', () => resolve())
    })
  })
}
