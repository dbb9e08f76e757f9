/** Thrown for a value that Postgres would refuse; code that knows the table, column and row makes a MigrationError of it. */
export class RefusedValue extends Error {
  override readonly name = 'RefusedValue'

  /** `reason` is a fragment: `it is not valid UTF-8`. */
  constructor(readonly reason: string) {
    super(reason)
  }
}
