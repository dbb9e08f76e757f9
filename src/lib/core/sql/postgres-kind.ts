/** The families of Postgres types between which MySQL's rules of conversion differ. */
export type Kind =
  | 'bit'
  | 'boolean'
  | 'bytea'
  | 'date'
  | 'double'
  | 'enum'
  | 'inet'
  | 'integer'
  | 'interval'
  | 'json'
  | 'null'
  | 'numeric'
  | 'other'
  | 'set'
  | 'text'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'uuid'

const KINDS: Record<string, Kind> = {
  bigint: 'integer',
  bit: 'bit',
  'bit varying': 'bit',
  boolean: 'boolean',
  bytea: 'bytea',
  char: 'text',
  character: 'text',
  'character varying': 'text',
  citext: 'text',
  date: 'date',
  'double precision': 'double',
  inet: 'inet',
  integer: 'integer',
  interval: 'interval',
  json: 'json',
  jsonb: 'json',
  null: 'null',
  numeric: 'numeric',
  'public.citext': 'text',
  real: 'double',
  smallint: 'integer',
  text: 'text',
  'text[]': 'set',
  time: 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamptz',
  'timestamp with time zone': 'timestamptz',
  uuid: 'uuid',
  varchar: 'text',
}

/** The family of a type as written in CREATE TABLE; `null` is the type of a bare NULL. A quoted name is an enum. */
export function kindOf(type: string): Kind {
  if (/^(public\.)?"/.test(type)) return 'enum'
  return KINDS[type.toLowerCase().replace(/ ?\([\d, ]*\)/, '')] ?? 'other'
}

/** What kinds are called in reasons. */
export const KIND_NAMES: Record<Kind, string> = {
  bit: 'bits',
  boolean: 'a boolean',
  bytea: 'bytes',
  date: 'a date',
  double: 'a number',
  enum: 'an enum',
  inet: 'an address',
  integer: 'a number',
  interval: 'a duration',
  json: 'json',
  null: 'NULL',
  numeric: 'a number',
  other: 'a value of an unknown type',
  set: 'a set',
  text: 'text',
  time: 'a time',
  timestamp: 'a date',
  timestamptz: 'a date',
  uuid: 'a uuid',
}

const NUMBERS: ReadonlySet<Kind> = new Set(['double', 'integer', 'numeric'])
const MOMENTS: ReadonlySet<Kind> = new Set(['date', 'timestamp', 'timestamptz'])

export function isNumber(kind: Kind): boolean {
  return NUMBERS.has(kind)
}

/** Dates with or without a time. */
export function isMoment(kind: Kind): boolean {
  return MOMENTS.has(kind)
}

/** Digits after the point of `numeric(10,2)`, `timestamp(3)`; undefined where the type does not say. */
export function scaleOf(type: string): number | undefined {
  const [, precision, scale] = /\((\d+)(?:, ?(\d+))?\)/.exec(type) ?? []
  if (precision === undefined) return undefined
  return Number(scale ?? (type.startsWith('numeric') ? 0 : precision))
}
