import {EXIT, MigrationError} from '../core/migration-error.js'
import type {Checked} from './check-everything.js'
import {compareWithPlan} from './compare-with-plan.js'
import type {MigrationInput} from './migration-input.js'
import type {Prepared} from './prepare-target.js'
import type {Report, TableSummary} from './run-event.js'
import type {StepTools} from './run-steps.js'
import {readMark, type Uploaded} from './upload-archive.js'

/** The tables as they stand in Postgres. */
export interface Verified {
  summary: TableSummary[]
}

/** Holds Postgres against the snapshot, and the source against what it was at the snapshot. */
export async function verifyTarget(
  known: MigrationInput & Checked & Prepared & Uploaded,
  {report}: StepTools,
): Promise<Verified> {
  const {target, uploaded, tables, mark, options} = known
  const facts = await compareWithPlan(target.url, uploaded, report)
  if ((await readMark(known, uploaded)) !== mark) sourceChanged(options.rehearse, report)
  return {
    summary: tables.map(table => ({
      ...table,
      bytes: facts.tables.find(({name}) => name === table.table)?.bytes,
    })),
  }
}

/** With the apps stopped nobody should have written; with the apps up, in a rehearsal, that is what apps do. */
function sourceChanged(rehearse: boolean, report: Report): void {
  if (rehearse) {
    report({kind: 'note', text: 'MySQL was written to meanwhile, as is to be expected while the apps are up'})
    return
  }
  throw new MigrationError(
    'MySQL was written to after the snapshot: something besides the stopped apps uses it.',
    {
      code: 'source-changed',
      suggestions: ['Find out who is connected with: SHOW FULL PROCESSLIST', 'Then run the migration again'],
      exit: EXIT.failed,
    },
  )
}
