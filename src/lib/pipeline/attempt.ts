import {MigrationError} from '../core/migration-error.js'
import type {Problem} from '../core/problem.js'

/** Finds something, or adds the reason why it could not be found to `problems`, so that the other parts are still checked. */
export async function attempt<Found>(
  problems: Problem[],
  find: () => Found | Promise<Found>,
): Promise<Found | undefined> {
  try {
    return await find()
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error
    problems.push({what: error.message, remedy: error.suggestions.join('\n'), code: error.code})
    return undefined
  }
}
