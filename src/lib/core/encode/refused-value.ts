/** A value that Postgres would refuse; whoever knows the table, column and row makes an error with a place of it. */
export class RefusedValue extends Error {
  override readonly name = 'RefusedValue'

  /** `reason` is a fragment: `it is not valid UTF-8`. */
  constructor(readonly reason: string) {
    super(reason)
  }
}
