import {EXIT, MigrationError} from '../core/migration-error.js'
import type {Checked} from './check-everything.js'
import {compareWithPlan} from './comparison/compare-with-plan.js'
import type {MigrationInput} from './migration-input.js'
import type {Moved} from './moved.js'
import type {Prepared} from './prepare-target.js'
import type {TableSummary} from './run-event.js'
import type {StepTools} from './run-steps.js'
import {changedSince} from './changed-since.js'

/** The tables as found in Postgres. */
export interface Verified {
  summary: TableSummary[]
}

/** Compares Postgres with the snapshot, and checks that the source has not changed since. */
export async function verifyTarget(
  known: MigrationInput & Checked & Prepared & Moved,
  tools: StepTools,
): Promise<Verified> {
  const {source, target, moved, tables, snapshot, options} = known
  const {facts} = await compareWithPlan(
    {plan: moved, mysql: snapshot, url: target.url, allow: options.allow},
    tools,
  )
  // In a rehearsal the apps are running, and write.
  if (!options.rehearse) refuseChanged(await changedSince(source, snapshot, {options, signal: tools.signal}))
  return {
    summary: tables.map(table => ({
      ...table,
      bytes: facts.tables.find(({name}) => name === table.table)?.bytes,
    })),
  }
}

/** While the apps are stopped nobody should write: such writes would be lost. */
function refuseChanged(tables: readonly string[]): void {
  if (tables.length === 0) return
  throw new MigrationError(
    `MySQL was written to after the snapshot (${tables.join(', ')}): something other than the stopped apps uses it.`,
    {
      code: 'source-changed',
      suggestions: ['Find out who is connected with: SHOW FULL PROCESSLIST', 'Then run the migration again'],
      exit: EXIT.failed,
    },
  )
}
