import type {ColumnFacts, Difference, TableFacts} from './database-facts.js'
import type {PostgresColumn, PostgresTable} from './postgres-schema.js'

/** How the columns of a table, and the table itself, differ from the plan. A missing column is reported elsewhere. */
export function compareColumns(table: PostgresTable, found: TableFacts): Difference[] {
  const keys = table.primaryKey?.columns ?? []
  return [
    ...differing(table.name, [['comment', table.comment, found.comment]]),
    ...table.columns.flatMap(column => {
      const actual = found.details[column.name]
      // A primary key makes its columns NOT NULL, whatever was planned.
      return actual ? compareColumn(table.name, column, actual, keys.includes(column.name)) : []
    }),
  ]
}

function compareColumn(
  table: string,
  {name, type, nullable, defaultSql, generatedSql, comment}: PostgresColumn,
  found: ColumnFacts,
  isKey: boolean,
): Difference[] {
  return differing(`${table}.${name}`, [
    ['type', printedType(type), plainName(found.type)],
    ['NOT NULL', yesOrNo(!nullable || isKey), yesOrNo(!found.nullable)],
    ['generated', yesOrNo(generatedSql !== null), yesOrNo(found.generated)],
    // The app may have added a default that was not planned.
    ['default', yesOrNo(defaultSql !== null || found.hasDefault), yesOrNo(found.hasDefault)],
    ['comment', comment, found.comment],
  ])
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no'
}

function differing(where: string, facts: [what: string, expected: string, found: string][]): Difference[] {
  return facts
    .filter(([, expected, found]) => expected !== found)
    .map(([what, expected, found]) => ({where, what, expected: expected || 'none', found: found || 'none'}))
}

const LONG_NAMES: [short: RegExp, long: string][] = [
  [/^varchar/, 'character varying'],
  [/^char\b/, 'character'],
  [/^timestamptz(.*)$/, 'timestamp$1 with time zone'],
  [/^(time|timestamp)(\(\d\))?$/, '$1$2 without time zone'],
]

/** A type as `format_type` prints it: https://www.postgresql.org/docs/current/datatype.html */
function printedType(type: string): string {
  const long = LONG_NAMES.find(([short]) => short.test(type))
  return plainName(long ? type.replace(...long) : type)
}

/** An enum's name without schema and quotes. */
function plainName(type: string): string {
  return type
    .replace(/^public\./, '')
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"')
}
