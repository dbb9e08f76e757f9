import type {MigrationPlan} from './read-plan.js'
import type {TableSummary} from './run-event.js'
import type {SourceSnapshot} from './take-snapshot.js'

/** What was read from MySQL, by either route. */
export interface Moved {
  /** The plan by which the rows were converted; it may differ from the first one because of what was written since. */
  moved: MigrationPlan
  tables: TableSummary[]
  /** How many refused values went over as NULL. */
  refusedCount: number
  /** Open until the end of the run, so that the source can be compared with it. */
  snapshot: SourceSnapshot
}
