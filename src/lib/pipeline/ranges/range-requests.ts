import {MigrationError} from '../../core/migration-error.js'
import {planRanges} from '../../mysql/ranges/plan-ranges.js'
import type {RangeRequest} from './range-reader.js'
import type {SourceSnapshot} from '../take-snapshot.js'

/**
 * Plans every table's ranges, in the order of the tables in the archive.
 * Without workers the one connection reads each table as a whole: it cannot plan while it reads.
 * @yields at least one range for each table
 */
export async function* rangeRequests(
  {plan, reader, workers}: Pick<SourceSnapshot, 'plan' | 'reader' | 'workers'>,
  allowRefused: boolean,
): AsyncGenerator<RangeRequest> {
  const {database, tables} = plan.mysql
  for (const {dataOf} of plan.entries) {
    if (dataOf === null) continue
    const copy = plan.copies.find(({target}) => target === dataOf)
    const table = tables.find(({name}) => name === copy?.source)
    if (!copy || !table) throw new MigrationError(`No rows are planned for ${dataOf}.`, {code: 'internal'})
    const request = {database, copy, allowRefused}
    if (workers.length === 0) yield request
    else {
      const rows = plan.profile[table.name]?.rows ?? table.rowEstimate
      for await (const range of planRanges(reader, database, {table, rows})) yield {...request, range}
    }
  }
}
