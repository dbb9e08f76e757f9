import type {ArchiveEntry} from '../../core/ddl/archive-entry.js'
import type {CopyRequest} from './copy-range.js'
import {rangeRequests} from './range-requests.js'
import type {MigrationPlan} from '../read-plan.js'
import type {SourceSnapshot} from '../take-snapshot.js'

/**
 * Plans every table's ranges, those of large tables first, so that all copiers end at about the same time.
 * @yields at least one range for each table
 */
export async function* copyRequests(
  snapshot: SourceSnapshot,
  {allowRefused, targetUrl}: {allowRefused: boolean; targetUrl: string},
): AsyncGenerator<CopyRequest> {
  const {plan} = snapshot
  const sizes = tableSizes(plan)
  const sizeOf = ({dataOf}: ArchiveEntry): number => sizes.get(dataOf ?? '') ?? 0
  const entries = plan.entries.toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const statements = new Map(plan.entries.map(({dataOf, copy}) => [dataOf, copy]))
  let id = 0
  for await (const request of rangeRequests({...snapshot, plan: {...plan, entries}}, allowRefused))
    yield {...request, id: ++id, targetUrl, copySql: statements.get(request.copy.target) ?? ''}
}

/** MySQL's size of each table, by its Postgres name. */
export function tableSizes({postgres, mysql}: MigrationPlan): Map<string, number> {
  const sizes = new Map(mysql.tables.map(({name, dataBytes}) => [name, dataBytes]))
  return new Map(postgres.tables.map(({name, source}) => [name, sizes.get(source) ?? 0]))
}
