import type {SegmentPiece} from '../../archive/deflate-segment.js'
import {condition} from './condition.js'

/** A range that is being read, or has been read and waits for its turn. */
export interface Lane {
  /** The Postgres table that its rows belong to. */
  target: string
  pieces: SegmentPiece[]
  ended: boolean
}

/** Ranges that readers fill in parallel and that are emptied one after the other, in the order in which they were opened. */
export interface SegmentLanes {
  open(target: string): Lane
  /** Resolves when the next piece may be put; rejects when nobody takes pieces any more. */
  put(lane: Lane, piece: SegmentPiece): Promise<void>
  end(lane: Lane): void
  /** Says that no more lanes will be opened. */
  close(): void
  /** Ends everything with an error; only the first call counts. */
  fail(error: unknown): void
  /** The pieces of the next lanes, while they belong to that table. Leaving early ends everything. */
  ofTable(target: string): AsyncGenerator<SegmentPiece, void, undefined>
}

/**
 * Makes lanes; `limit` is how many bytes may wait before a lane is held back. The first lane is held back only by its
 * consumer, so it always proceeds: a slow consumer or a wide table costs no memory, and there can be no deadlock.
 */
export function segmentLanes(limit: number): SegmentLanes {
  const lanes: Lane[] = []
  const changed = condition()
  const state: {waiting: number; closed: boolean; failure?: {error: unknown}} = {waiting: 0, closed: false}
  const update = (change: Partial<typeof state>): void => {
    Object.assign(state, change)
    changed.notify()
  }
  const until = async (isTrue: () => boolean): Promise<void> => {
    await changed.until(() => state.failure !== undefined || isTrue())
    if (state.failure) throw state.failure.error
  }
  const fail = (error: unknown): void => update({failure: state.failure ?? {error}})
  const mayGoOn = (lane: Lane): boolean =>
    lane === lanes[0] ? lane.pieces.length <= 1 : state.waiting <= limit

  async function* piecesOf(lane: Lane): AsyncGenerator<SegmentPiece, void, undefined> {
    for (;;) {
      await until(() => lane.ended || lane.pieces.length > 0)
      const piece = lane.pieces.shift()
      if (!piece) return
      update({waiting: state.waiting - piece.bytes.length})
      yield piece
    }
  }

  return {
    open(target) {
      const lane = {target, pieces: [], ended: false}
      lanes.push(lane)
      changed.notify()
      return lane
    },
    async put(lane, piece) {
      lane.pieces.push(piece)
      update({waiting: state.waiting + piece.bytes.length})
      await until(() => mayGoOn(lane))
    },
    end(lane) {
      lane.ended = true
      changed.notify()
    },
    close: () => update({closed: true}),
    fail,
    async *ofTable(target) {
      try {
        for (;;) {
          await until(() => lanes.length > 0 || state.closed)
          const [lane] = lanes
          if (lane?.target !== target) return
          yield* piecesOf(lane)
          lanes.shift()
          changed.notify()
        }
      } finally {
        // Reached early if the consumer leaves; after the last table it has no effect.
        if (lanes[0]?.target === target) fail(new Error('nobody takes the rows any more'))
      }
    },
  }
}
