import {compareDefinitions, type Definition} from '../../core/compare-definitions.js'
import {compareFacts, notValidNotes} from '../../core/compare-facts.js'
import type {DatabaseFacts, Difference} from '../../core/database-facts.js'
import {MigrationError} from '../../core/migration-error.js'
import {connectTarget} from '../../postgres/connect.js'
import {plannedDefinitions, readDefinitions} from '../../postgres/read-definitions.js'
import {readFacts} from '../../postgres/read-facts.js'
import type {MigrationPlan} from '../read-plan.js'

/** What was found in Postgres, and how it differs from the plan. */
export interface ComparedSchema {
  facts: DatabaseFacts
  differences: Difference[]
  /** Sentences worth reading that are not differences. */
  notes: string[]
}

type PlannedSchema = Pick<MigrationPlan, 'entries' | 'postgres'>

/** Compares the schema with the plan: which objects exist by their names, and how they are defined by Postgres' own text. */
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

/** If the role may not create anything, or an object cannot be created, only names are compared. */
async function orNames(
  planned: ReturnType<typeof plannedDefinitions>,
): Promise<{definitions: Definition[]; notes: string[]}> {
  const notes: string[] = []
  try {
    const {definitions, refused} = await planned
    for (const {entry, message} of refused)
      notes.push(
        `Compared by name only, because Postgres refuses to create it again: ${entry.desc.toLowerCase()} ${entry.tag} (${message})`,
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

/** A difference that is reported with the definition is not reported a second time without it. */
function without(differences: readonly Difference[], told: readonly Difference[]): Difference[] {
  return differences.filter(
    ({where, what}) => !told.some(difference => difference.where === where && difference.what === what),
  )
}
