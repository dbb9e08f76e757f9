import type {CopyBlock} from '../core/encode/copy-block.js'

/** Blocks between a producer that cannot wait and a consumer that may be slow. */
export interface BlockQueue {
  push(block: CopyBlock): void
  end(): void
  /** Blocks that wait are dropped: after a failure they are worth nothing. */
  fail(error: Error): void
  /** The next block, or undefined at the end. The one before counts until then: it may be a row of hundreds of megabytes. */
  next(): Promise<CopyBlock | undefined>
}

/** Holds up to `limit` bytes before it pauses the producer, and resumes it when less waits. */
export function blockQueue(limit: number, producer: {pause(): void; resume(): void}): BlockQueue {
  const blocks: CopyBlock[] = []
  let bytes = 0
  let taken = 0
  let state: 'ended' | 'open' | Error = 'open'
  let wake: (() => void) | undefined
  const isWaiting = (): boolean => blocks.length === 0 && state === 'open'
  const settle = (end: 'ended' | Error): void => {
    if (state === 'open') state = end
    wake?.()
  }

  return {
    push(block) {
      blocks.push(block)
      bytes += sizeOf(block)
      if (bytes >= limit) producer.pause()
      wake?.()
    },
    end: () => settle('ended'),
    fail: error => settle(error),
    async next() {
      bytes -= taken
      taken = 0
      // Also after the end: the connection has other tables to read.
      if (bytes < limit) producer.resume()
      while (isWaiting())
        await new Promise<void>(resolve => {
          wake = resolve
        })
      if (state instanceof Error) throw state
      const block = blocks.shift()
      taken = block ? sizeOf(block) : 0
      return block
    },
  }
}

function sizeOf({bytes, refused}: CopyBlock): number {
  return bytes.length + (refused?.lines.length ?? 0)
}
