/**
 * How one column's bytes, as MySQL's text protocol sends them, become COPY text.
 * Plain data, so that it can be sent to a worker thread.
 */
export type Encoding =
  /** Digits, dates without zeros, uuids: bytes that need no escape. */
  | {kind: 'ascii'}
  /** Unsigned numbers in a bigint, whose largest number is smaller. */
  | {kind: 'bigint'}
  /** A time of day; values of MySQL's type time may lie outside one. */
  | {kind: 'time'}
  /**
   * UTF-8 text: escaped; refused if it is not UTF-8 or holds a NUL byte, unless `surrogates` or `nul` say otherwise. `expected`
   * refuses more: text that is not ASCII, or that may be UTF-8 that was once read as latin1.
   */
  | {kind: 'text'; nul?: NulPolicy; surrogates?: 'refuse' | 'replace'; expected?: 'ascii' | 'singly-encoded'}
  /** `\x` and hexadecimal digits. */
  | {kind: 'bytea'}
  /** `0` and `1` in digits. */
  | {kind: 'boolean'}
  /** bit(1): one byte, 0 or 1. */
  | {kind: 'bit-boolean'}
  /** bit(n): big-endian bytes as n binary digits. */
  | {kind: 'bit'; width: number}
  /**
   * date or datetime. Dates that do not exist (`2024-00-31`, `2024-02-30`) become `zero`, or NULL if it is null; if it is
   * absent, `0000-00-00` becomes NULL, unless `zeros` says that it is refused, and the others are refused.
   */
  | {kind: 'date'; zero?: string | null; zeros?: 'refuse'}
  /** The same followed by its time zone; `+00`, the session's, when absent. */
  | {kind: 'timestamptz'; zone?: string; zero?: string | null; zeros?: 'refuse'}
  /** Text of an enum; the empty string (an invalid value in MySQL) becomes NULL, or is refused if `empty` says so. */
  | {kind: 'enum'; empty?: 'refuse'}
  /** Comma-separated labels as a Postgres array. */
  | {kind: 'set'}
  /** JSON text that Postgres keeps as it is. */
  | {kind: 'json'}
  /** JSON text that Postgres parses as jsonb. */
  | {kind: 'jsonb'}
  /** vector: little-endian 32-bit floats as a Postgres array. */
  | {kind: 'vector'}
  /** MySQL's internal geometry (SRID, WKB) as Postgres' `(x,y)`. */
  | {kind: 'point'}
  /** MySQL's internal geometry as EWKB in bytea, which PostGIS reads with ST_GeomFromEWKB. */
  | {kind: 'ewkb'}

/** What becomes of NUL bytes in text: they are refused, removed, or each becomes U+2400, the symbol for NUL. */
export type NulPolicy = 'refuse' | 'replace' | 'strip'
