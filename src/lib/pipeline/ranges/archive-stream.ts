import type {SegmentPiece} from '../../archive/deflate-segment.js'
import {type ArchiveBytes, writeArchive} from '../../archive/write-archive.js'
import {progressMeter} from '../progress-meter.js'
import {rangeRequests} from './range-requests.js'
import {rangeToSegment, type RangeRequest} from './range-reader.js'
import {readInOrder} from './read-in-order.js'
import type {RefusedFile} from '../output/refused-file.js'
import type {TableSummary} from '../run-event.js'
import {interrupted, type StepTools} from '../run-steps.js'
import type {SourceSnapshot} from '../take-snapshot.js'

/** An archive while it is made, and what has gone into it so far. */
export interface ArchiveStream extends ArchiveBytes {
  /** One entry for each table that was begun; complete when `bytes` has ended. Names are those in Postgres. */
  tables: TableSummary[]
  /** To be called with how many bytes have arrived, if the archive is uploaded. */
  uploaded: (bytes: number) => void
}

/** Where the rows come from, and where values that Postgres would refuse go. */
export interface RowsInput {
  snapshot: Pick<SourceSnapshot, 'plan' | 'reader' | 'workers'>
  /** Whether values that Postgres would refuse become NULL; otherwise the first one ends the run. */
  allowRefused: boolean
  refused: RefusedFile
}

/**
 * Makes a pg_dump archive of one snapshot, whose rows are converted and compressed on all its connections; only what is in
 * flight is kept in memory.
 */
export function archiveStream(
  {snapshot, allowRefused, refused}: RowsInput,
  {signal, report}: StepTools,
): ArchiveStream {
  const {plan, reader, workers} = snapshot
  const itself = {read: (request: RangeRequest) => rangeToSegment(reader, request)}
  const segments = readInOrder(rangeRequests(snapshot, allowRefused), workers.length > 0 ? workers : [itself])
  signal.addEventListener('abort', () => segments.fail(interrupted()), {once: true})
  const tables: TableSummary[] = []
  const meter = progressMeter(plan, report)
  const count = async (table: TableSummary, piece: SegmentPiece): Promise<void> => {
    const source = plan.copies.find(({target}) => target === table.table)?.source ?? table.table
    for (const values of piece.refused) await refused.keep(source, values)
    table.rows += piece.rows
    meter.add(table.table, {rows: piece.rows, bytes: piece.textBytes})
  }
  const segmentsOf = (target: string): AsyncGenerator<SegmentPiece> => {
    const table = {table: target, rows: 0, seconds: 0}
    tables.push(table)
    return counted(segments.ofTable(target), table, {count, end: () => meter.end(target)})
  }
  const head = {entries: plan.entries, database: plan.mysql.database, createdAt: new Date()}
  return {...writeArchive(head, segmentsOf), tables, uploaded: meter.uploaded}
}

async function* counted(
  pieces: AsyncIterable<SegmentPiece>,
  table: TableSummary,
  {count, end}: {count: (table: TableSummary, piece: SegmentPiece) => Promise<void>; end: () => void},
): AsyncGenerator<SegmentPiece> {
  const started = performance.now()
  for await (const piece of pieces) {
    await count(table, piece)
    yield piece
  }
  table.seconds = (performance.now() - started) / 1000
  end()
}
