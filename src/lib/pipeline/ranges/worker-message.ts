import type {SegmentPiece} from '../../archive/deflate-segment.js'
import type {ErrorData} from '../../core/error-data.js'
import type {SourceAddress} from '../../core/source-address.js'
import type {Attempt} from '../../mysql/connect.js'
import type {SourceTls} from '../../mysql/open-with-tls.js'
import type {CopiedRange, CopyRequest} from './copy-range.js'
import type {RangeRequest} from './range-reader.js'

/** What a worker thread is started with: where it connects to. */
export interface WorkerStart {
  address: SourceAddress
  tls: SourceTls
}

/** What a worker is asked; one thing at a time. */
export type WorkerRequest =
  | {kind: 'begin'}
  | {kind: 'ask'; sql: string}
  | {kind: 'read'; request: RangeRequest}
  /** Into Postgres, over a connection that is made for the first one. */
  | {kind: 'copy'; request: CopyRequest}
  /** A piece was taken, so that another may be sent. */
  | {kind: 'taken'}
  /** Lets go of the connection to Postgres. */
  | {kind: 'release'}
  | {kind: 'close'}

/** What a worker tells. After `failed` it is of no more use. */
export type WorkerReply =
  | {kind: 'connected'}
  | {kind: 'begun'; position: string | undefined}
  /** `received` is how many bytes have come from MySQL for it. */
  | {kind: 'answer'; answer: Attempt<object>; received: number}
  | {kind: 'piece'; piece: SegmentPiece}
  | {kind: 'end'}
  | {kind: 'under-way'; rows: number; bytes: number}
  | {kind: 'copied'; copied: CopiedRange}
  | {kind: 'released'}
  | {kind: 'failed'; error: ErrorData}

/** How many pieces may be on their way to a consumer that is busy. */
export const PIECES_AHEAD = 4
