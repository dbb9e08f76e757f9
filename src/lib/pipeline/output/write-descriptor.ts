import type {Buffer} from 'node:buffer'
import {write} from 'node:fs'
import {setTimeout} from 'node:timers/promises'
import {promisify} from 'node:util'

/**
 * Writes to an open file, pipe or device and returns the number of bytes. It does not use a stream of Node's: a pipe that the CLI
 * has made non-blocking answers EAGAIN while its reader is slow, and a stream gives up after five of those.
 */
export async function writeDescriptor(
  descriptor: number,
  bytes: AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<number> {
  let total = 0
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length;) start += await writeSome(descriptor, chunk, {start, signal})
    total += chunk.length
  }
  return total
}

const writeOnce = promisify(write)
const RETRY_MS = 1

async function writeSome(
  descriptor: number,
  chunk: Buffer,
  {start, signal}: {start: number; signal: AbortSignal},
): Promise<number> {
  signal.throwIfAborted()
  try {
    return (await writeOnce(descriptor, chunk, start)).bytesWritten
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    await setTimeout(RETRY_MS, undefined, {signal})
    return 0
  }
}
