import type {CopyBlock} from '../core/encode/copy-block.js'

/** Blocks between a producer that cannot wait and a consumer that may be slow. */
export interface BlockQueue {
  push(block: CopyBlock): void
  end(): void
  /** Ends the queue with an error. Waiting blocks are dropped: after a failure they are of no use. */
  fail(error: Error): void
  /** The next block, or undefined at the end. The previous one counts as waiting until then: it may be hundreds of megabytes. */
  next(): Promise<CopyBlock | undefined>
}

/** Makes a queue that pauses the producer when more than `limit` bytes wait, and resumes it when fewer do. */
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
      // Also after the end: the connection goes on to read other tables.
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
