import {compareFacts} from '../core/compare-facts.js'
import type {DatabaseFacts} from '../core/database-facts.js'
import {EXIT, MigrationError} from '../core/migration-error.js'
import {connectTarget} from '../postgres/connect.js'
import {readFacts} from '../postgres/read-facts.js'
import type {Checked} from './check-everything.js'
import type {Target} from './find-target.js'
import type {MigrationInput} from './migration-input.js'
import type {Prepared} from './prepare-target.js'
import type {MigrationPlan} from './read-plan.js'
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
  const facts = await compare(target, uploaded, report)
  if ((await readMark(known, uploaded)) !== mark) sourceChanged(options.rehearse, report)
  return {
    summary: tables.map(table => ({
      ...table,
      bytes: facts.tables.find(({name}) => name === table.table)?.bytes,
    })),
  }
}

/** Reports every difference and throws, exit 13, when there is one. */
export async function compare(
  {url}: Pick<Target, 'url'>,
  plan: MigrationPlan,
  report: Report,
): Promise<DatabaseFacts> {
  const client = await connectTarget(url)
  try {
    const rows = Object.fromEntries(
      plan.postgres.tables.map(({name, source}) => [name, plan.profile[source]?.rows ?? 0]),
    )
    const facts = await readFacts(client)
    const differences = compareFacts({schema: plan.postgres, rows}, facts)
    if (differences.length === 0) return facts
    report({kind: 'differences', differences})
    throw new MigrationError(`Postgres differs from MySQL in ${differences.length} places, listed above.`, {
      code: 'differences',
      suggestions: ['Report this with the list above: the conversion or the restore lost something'],
      exit: EXIT.differences,
    })
  } finally {
    await client.end()
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
