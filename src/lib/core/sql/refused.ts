/** Thrown inside the translator for what has no known equal in Postgres; becomes a Translation's reason. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Ends a translation with its reason, a sentence fragment in lower case. */
export function refuse(reason: string): never {
  throw new Refused(reason)
}
