import {finished} from 'node:stream/promises'
import type pg from 'pg'
import {type CopyStreamQuery, from as copyFrom} from 'pg-copy-streams'

/**
 * Sends blocks of COPY text to Postgres. It takes every block even when Postgres has failed meanwhile: whoever reads them from
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
    for await (const block of blocks) if (!failed) await Promise.race([written(stream, block), failure])
  } catch (error) {
    stream.destroy(error as Error)
    await failure
    throw error
  }

  if (!failed) stream.end()
  await ended
}

/** The next block comes when this one is on its way, so that nothing piles up in front of a slow server. */
function written(stream: CopyStreamQuery, block: Uint8Array): Promise<void> {
  return new Promise(resolve => {
    stream.write(block, () => resolve())
  })
}
