import {MigrationError} from '../migration-error.js'

/** Thrown inside the translator for what has no known equal in Postgres; becomes a Translation's reason. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Ends a translation with its reason, a sentence fragment in lower case. */
export function refuse(reason: string): never {
  throw new Refused(reason)
}

/** Why a translation ended: it was refused, or Postgres cannot spell a name or a text. Any other error is thrown on. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof MigrationError && /^bad-(name|text)$/.test(error.code))
    return error.message.replace(/\.$/, '').replace(/^T/, 't')
  throw error
}
