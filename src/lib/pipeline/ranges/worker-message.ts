import type {SegmentPiece} from '../../archive/deflate-segment.js'
import type {ErrorData} from '../../core/error-data.js'
import type {SourceAddress} from '../../core/source-address.js'
import type {Attempt} from '../../mysql/connect.js'
import type {SourceTls} from '../../mysql/open-with-tls.js'
import type {CopiedRange, CopyRequest} from './copy-range.js'
import type {RangeRequest} from './range-reader.js'

/** What a worker thread is started with: where it connects. */
export interface WorkerStart {
  address: SourceAddress
  tls: SourceTls
}

/** A request to a worker, which handles one at a time. */
export type WorkerRequest =
  /** Begin a snapshot in which nobody can alter these tables. */
  | {kind: 'begin'; tables: readonly string[]}
  | {kind: 'ask'; sql: string}
  | {kind: 'read'; request: RangeRequest}
  /** Copies a range into Postgres, over a connection that the first such request opens. */
  | {kind: 'copy'; request: CopyRequest}
  /** A piece has been taken, so another may be sent. */
  | {kind: 'taken'}
  /** Closes the connection to Postgres. */
  | {kind: 'release'}
  | {kind: 'close'}

/** A reply from a worker. After `failed` the worker can no longer be used. */
export type WorkerReply =
  | {kind: 'connected'}
  | {kind: 'begun'; position: string | undefined}
  /** `received` is how many bytes came from MySQL for it. */
  | {kind: 'answer'; answer: Attempt<object>; received: number}
  | {kind: 'piece'; piece: SegmentPiece}
  | {kind: 'end'}
  | {kind: 'under-way'; rows: number; bytes: number}
  | {kind: 'copied'; copied: CopiedRange}
  | {kind: 'released'}
  | {kind: 'failed'; error: ErrorData}

/** How many pieces may be on their way to a busy consumer. */
export const PIECES_AHEAD = 4
