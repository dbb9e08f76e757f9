import {compareFacts, notValidNotes} from '../core/compare-facts.js'
import type {DatabaseFacts} from '../core/database-facts.js'
import {EXIT, MigrationError} from '../core/migration-error.js'
import {connectTarget} from '../postgres/connect.js'
import {readFacts} from '../postgres/read-facts.js'
import type {MigrationPlan} from './read-plan.js'
import type {Report} from './run-event.js'

/** Reads the database at `url` and holds it against the plan. Reports every difference and throws, exit 13, when there is one. */
export async function compareWithPlan(
  url: string,
  plan: MigrationPlan,
  report: Report,
): Promise<DatabaseFacts> {
  const client = await connectTarget(url)
  try {
    const rows = Object.fromEntries(
      plan.postgres.tables.map(({name, source}) => [name, plan.profile[source]?.rows ?? 0]),
    )
    const facts = await readFacts(client)
    const expected = {schema: plan.postgres, rows}
    for (const text of notValidNotes(expected, facts)) report({kind: 'note', text})
    const differences = compareFacts(expected, facts)
    if (differences.length === 0) return facts
    report({kind: 'differences', differences})
    const places = differences.length === 1 ? 'one place' : `${differences.length} places`
    throw new MigrationError(`Postgres differs from MySQL in ${places}, listed above.`, {
      code: 'differences',
      exit: EXIT.differences,
    })
  } finally {
    await client.end()
  }
}
