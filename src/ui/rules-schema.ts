import * as v from 'valibot'

import {isCalendarDate} from '../lib/core/encode/encode-date.js'
import type {ColumnRule, MigrationRules, TableRule} from '../lib/core/rules/migration-rules.js'

/** An object with a fixed set of keys. Messages say what was found and what is allowed, as a fragment that follows the place. */
function object<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<Entries, undefined>>> {
  const known = Object.keys(entries).join(', ')
  const strict = v.strictObject(entries, ({expected, received}) => {
    if (expected === 'never') return `there is no such key; the keys are ${known}`
    return expected === 'Object' ? `expected an object, found ${found(received)}` : 'it is missing'
  })
  // For valibot a list is an object, too.
  return v.lazy(input => (Array.isArray(input) ? v.never('expected an object, found a list') : strict))
}

const text = v.pipe(
  v.string(issue => `expected a text, found ${found(issue.received)}`),
  v.nonEmpty('expected a text, found an empty one'),
)

function oneOf<const Options extends readonly string[]>(
  ...options: Options
): v.PicklistSchema<Options, (issue: v.PicklistIssue) => string> {
  return v.picklist(options, ({received}) => `expected ${options.join(' or ')}, found ${found(received)}`)
}

/** What was found, in valibot's spelling: `"text"`, `12`, `Object`, `undefined`. */
function found(received: string): string {
  return received === 'undefined'
    ? 'nothing'
    : received === 'Object'
      ? 'an object'
      : received === 'Array'
        ? 'a list'
        : received
}

const keepOrDrop = oneOf('keep', 'drop')

const columnPattern = v.pipe(
  text,
  v.includes('.', issue => `expected table.column, found ${JSON.stringify(issue.input)}`),
)

const columnMatch = v.pipe(
  v.lazy(match =>
    typeof match === 'string'
      ? v.pipe(
          columnPattern,
          v.transform(column => ({column})),
        )
      : object({column: v.optional(columnPattern), type: v.optional(text)}),
  ),
  v.check(
    match => Object.keys(match).length > 0,
    'expected table.column, or an object with column or type or both',
  ),
)

const dateText = v.pipe(
  v.string(issue => `expected null, -infinity or a date, found ${found(issue.received)}`),
  v.check(
    isDate,
    issue => `expected null, -infinity or a date such as '1970-01-01', found ${JSON.stringify(issue.input)}`,
  ),
)

const zone = v.pipe(
  text,
  v.check(
    isTimeZone,
    issue => `expected a time zone such as Europe/Vienna or +02:00, found ${JSON.stringify(issue.input)}`,
  ),
)

const columnRule = object({
  match: columnMatch,
  name: v.optional(text),
  as: v.optional(text),
  zone: v.optional(zone),
  swapped: v.optional(v.boolean(issue => `expected true or false, found ${found(issue.received)}`)),
  zeroDates: v.optional(v.nullable(dateText)),
  emptyEnum: v.optional(
    v.nullable(v.string(issue => `expected null or a label, found ${found(issue.received)}`)),
  ),
  collation: v.optional(oneOf('ignore-case', 'citext', 'lower-index', 'exact')),
  default: v.optional(keepOrDrop),
  notNull: v.optional(keepOrDrop),
  nul: v.optional(oneOf('strip', 'replace')),
  repair: v.optional(oneOf('double-encoding')),
}) satisfies v.GenericSchema<unknown, ColumnRule>

const tableRule = object({
  match: text,
  name: v.optional(text),
  partitions: v.optional(oneOf('keep', 'plain')),
}) satisfies v.GenericSchema<unknown, TableRule>

function list<Item extends v.GenericSchema>(
  item: Item,
): v.OptionalSchema<v.ArraySchema<Item, (issue: v.ArrayIssue) => string>, never[]> {
  return v.optional(
    v.array(item, issue => `expected a list, found ${found(issue.received)}`),
    [],
  )
}

/** The contents of a file of `--rules`. */
export const rulesSchema = object({
  columns: list(columnRule),
  tables: list(tableRule),
}) satisfies v.GenericSchema<unknown, MigrationRules>

/** Postgres and JavaScript use the same list of names, https://www.iana.org/time-zones. */
function isTimeZone(name: string): boolean {
  if (/^[+-]\d{2}:\d{2}$/.test(name)) return true
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isDate(value: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)?.map(Number) ?? []
  return (
    value === '-infinity' || (Number(month) <= 12 && isCalendarDate(Number(year), Number(month), Number(day)))
  )
}
