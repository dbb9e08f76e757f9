/**
 * How one column's bytes, as MySQL's text protocol sends them, become COPY text.
 * Plain data, so that it can be handed to a worker thread.
 */
export type Encoding =
  /** Digits, dates without zeros, uuids: bytes that need no escape. */
  | {kind: 'ascii'}
  /** Unsigned numbers in a bigint, which ends sooner. */
  | {kind: 'bigint'}
  /** A time of day: MySQL's goes beyond one. */
  | {kind: 'time'}
  /**
   * UTF-8 text: escaped, refused when it is not UTF-8 or holds a NUL byte, unless something else is to become of them. `expected`
   * has more refused: what is not ASCII, or may be UTF-8 that was taken for latin1.
   */
  | {kind: 'text'; nul?: NulPolicy; surrogates?: 'refuse' | 'replace'; expected?: 'ascii' | 'singly-encoded'}
  /** `\x` and hexadecimal digits. */
  | {kind: 'bytea'}
  /** `0` and `1` in digits. */
  | {kind: 'boolean'}
  /** bit(1): one byte, 0 or 1. */
  | {kind: 'bit-boolean'}
  /** bit(n): big-endian bytes to n binary digits. */
  | {kind: 'bit'; width: number}
  /**
   * date or datetime. Those that do not exist (`2024-00-31`, `2024-02-30`) become `zero`, NULL where that is null; where it
   * is absent, `0000-00-00` becomes NULL, unless `zeros` says that it is refused, and the others are refused.
   */
  | {kind: 'date'; zero?: string | null; zeros?: 'refuse'}
  /** The same with its time zone behind it; `+00` when absent, because that is the session's. */
  | {kind: 'timestamptz'; zone?: string; zero?: string | null; zeros?: 'refuse'}
  /** Text of an enum; the empty string (an invalid value in MySQL) becomes NULL, unless it is refused. */
  | {kind: 'enum'; empty?: 'refuse'}
  /** Comma-separated labels to a Postgres array. */
  | {kind: 'set'}
  /** JSON text that Postgres keeps as it is. */
  | {kind: 'json'}
  /** JSON text that Postgres parses as jsonb. */
  | {kind: 'jsonb'}
  /** vector: little-endian 32-bit floats to a Postgres array. */
  | {kind: 'vector'}
  /** MySQL's internal geometry (SRID, WKB) to Postgres' `(x,y)`. */
  | {kind: 'point'}
  /** MySQL's internal geometry to EWKB in bytea, which PostGIS reads with ST_GeomFromEWKB. */
  | {kind: 'ewkb'}

/** What becomes of NUL bytes in text: they are left out, or each becomes U+2400, the symbol for NUL. */
export type NulPolicy = 'refuse' | 'replace' | 'strip'
