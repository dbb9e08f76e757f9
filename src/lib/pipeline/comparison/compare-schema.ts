import {compareDefinitions, type Definition} from '../../core/compare-definitions.js'
import {compareFacts, notValidNotes} from '../../core/compare-facts.js'
import type {DatabaseFacts, Difference} from '../../core/database-facts.js'
import {MigrationError} from '../../core/migration-error.js'
import {connectTarget} from '../../postgres/connect.js'
import {plannedDefinitions, readDefinitions} from '../../postgres/read-definitions.js'
import {readFacts} from '../../postgres/read-facts.js'
import type {MigrationPlan} from '../read-plan.js'

/** What stands in Postgres, and where that is not what was planned. */
export interface ComparedSchema {
  facts: DatabaseFacts
  differences: Difference[]
  /** Sentences worth reading that are no differences. */
  notes: string[]
}

type PlannedSchema = Pick<MigrationPlan, 'entries' | 'postgres'>

/** Holds the schema against the plan: what is there by its name, and how it is defined by Postgres' own text of it. */
export async function compareSchema(url: string, plan: PlannedSchema): Promise<ComparedSchema> {
  const client = await connectTarget(url)
  try {
    const facts = await readFacts(client)
    const expected = {schema: plan.postgres}
    const notes = notValidNotes(expected, facts)
    const found = await readDefinitions(client)
    const planned = await orNames(plannedDefinitions(client, plan.entries, plan.postgres.extensions))
    const defined = compareDefinitions(planned.definitions, found)
    return {
      facts,
      differences: [...without(compareFacts(expected, facts), defined), ...defined],
      notes: [...notes, ...planned.notes],
    }
  } finally {
    await client.end()
  }
}

/** Where nothing may be created, and where an object cannot be, names alone are compared. */
async function orNames(
  planned: ReturnType<typeof plannedDefinitions>,
): Promise<{definitions: Definition[]; notes: string[]}> {
  const notes: string[] = []
  try {
    const {definitions, refused} = await planned
    for (const {entry, message} of refused)
      notes.push(
        `Compared by its name only, since Postgres refuses to create it once more: ${entry.desc.toLowerCase()} ${entry.tag} (${message})`,
      )
    return {definitions, notes}
  } catch (error) {
    if (!(error instanceof MigrationError) || error.code !== 'target-query-failed') throw error
    notes.push(
      `Defaults, keys, indexes, checks, views and triggers were compared by name only. ${error.message}`,
    )
    return {definitions: [], notes}
  }
}

/** What is told with its definition need not be told without. */
function without(differences: readonly Difference[], told: readonly Difference[]): Difference[] {
  return differences.filter(
    ({where, what}) => !told.some(difference => difference.where === where && difference.what === what),
  )
}
