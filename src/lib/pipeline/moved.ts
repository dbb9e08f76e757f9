import type {MigrationPlan} from './read-plan.js'
import type {TableSummary} from './run-event.js'
import type {SourceSnapshot} from './take-snapshot.js'

/** What left MySQL, by whatever route. */
export interface Moved {
  /** What the rows were converted by; it may differ from the first plan by what was written since. */
  moved: MigrationPlan
  tables: TableSummary[]
  /** How many values went over as NULL. */
  refusedCount: number
  /** Open until the end of the run, so that the source can be compared with it. */
  snapshot: SourceSnapshot
}
