import {deflateSegment, type SegmentPiece} from '../../archive/deflate-segment.js'
import type {TableCopy} from '../../core/table-copy.js'
import type {SourceConnection} from '../../mysql/connect.js'
import {readRows} from '../../mysql/read-rows.js'
import type {RowRange} from '../../mysql/ranges/row-range.js'

/** Rows of one table to read. Plain data, so that it can be handed to a worker thread. */
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
  /** Reads as far ahead as a few pieces; a range that is left early takes the connection along. */
  read(request: RangeRequest): AsyncIterable<SegmentPiece>
}

/** Rows of a connection as a segment of an archive. */
export function rangeToSegment(
  connection: SourceConnection,
  {copy, ...options}: RangeRequest,
): AsyncGenerator<SegmentPiece, void, undefined> {
  return deflateSegment(readRows(connection, copy, options))
}
