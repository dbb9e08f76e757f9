import {finished} from 'node:stream/promises'
import type {Writable} from 'node:stream'
import type pg from 'pg'
import {type CopyStreamQuery, from as copyFrom} from 'pg-copy-streams'

/**
 * Sends blocks of COPY text to Postgres; when it asks for the next one, the memory of the one before is free. It takes every block even when Postgres has failed meanwhile: whoever reads them from
 * MySQL would lose a connection, and its snapshot with it, by stopping in the middle.
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
    for await (const block of blocks) if (!failed) await Promise.race([sent(client, stream, block), failure])
  } catch (error) {
    stream.destroy(error as Error)
    await failure
    throw error
  }

  if (!failed) stream.end()
  await ended
}

/**
 * Resolves when the system has all of the block, so that nothing piles up in front of a slow server. The stream itself tells
 * only that there is room for more; what is written to the connection behind the block is done after it.
 */
function sent(client: pg.Client, stream: CopyStreamQuery, block: Uint8Array): Promise<void> {
  const {connection} = client as unknown as {connection: {stream: Writable}}
  return new Promise(resolve => {
    stream.write(block, () => {
      connection.stream.write('', () => resolve())
    })
  })
}
