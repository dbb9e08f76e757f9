import {deflateSegment, type SegmentPiece} from '../../archive/deflate-segment.js'
import type {TableCopy} from '../../core/table-copy.js'
import type {SourceConnection} from '../../mysql/connect.js'
import {readRows} from '../../mysql/read-rows.js'
import type {RowRange} from '../../mysql/ranges/row-range.js'

/** Rows of one table to read. Plain data, so that it can be sent to a worker thread. */
export interface RangeRequest {
  database: string
  copy: TableCopy
  /** All rows of the table when absent. */
  range?: RowRange
  /** Whether values that Postgres would refuse become NULL; otherwise the first one ends the reading. */
  allowRefused: boolean
}

/** Reads rows on a connection of its own, one range at a time. */
export interface RangeReader {
  /** Reads a few pieces ahead; leaving a range early closes the connection. */
  read(request: RangeRequest): AsyncIterable<SegmentPiece>
}

/** Reads a range on a connection and makes a segment of an archive of it. */
export function rangeToSegment(
  connection: SourceConnection,
  {copy, ...options}: RangeRequest,
): AsyncGenerator<SegmentPiece, void, undefined> {
  return deflateSegment(readRows(connection, copy, options))
}
