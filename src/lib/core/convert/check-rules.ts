import {findOverride, overridesOf} from '../overrides/find-override.js'
import {isIdentityType} from './columns/identity-values.js'
import {isInPrimaryKey} from './columns/key-membership.js'
import {isText} from './text/column-collations.js'
import type {MysqlColumn, MysqlSchema, MysqlTable} from '../mysql-schema.js'
import type {ColumnSettings} from '../rules/migration-rules.js'
import {refuseRules, type ResolvedRules} from '../rules/resolve-rules.js'
import {canBeDoublyEncoded} from './text/text-charsets.js'

/** Throws `bad-rules` with every column that cannot follow its rules, whatever its data. */
export function checkRules(schema: MysqlSchema, rules: ResolvedRules): void {
  refuseRules(
    schema.tables.flatMap(table =>
      table.columns.flatMap(column =>
        columnProblems(table, column, rules.column(column)).map(
          problem => `${table.name}.${column.name} ${problem}`,
        ),
      ),
    ),
  )
}

/** Fragments behind the column's name. */
function columnProblems(table: MysqlTable, column: MysqlColumn, settings: ColumnSettings): string[] {
  const {as, collation, notNull, nul, repair, zeroDates, emptyEnum, zone, swapped} = settings
  const is = (...types: string[]): boolean => types.includes(column.dataType)
  const problems: [problem: string, found: boolean][] = [
    ['is in the primary key, which needs its NOT NULL', notNull === 'drop' && isInPrimaryKey(table, column)],
    [
      'is AUTO_INCREMENT, which only smallint, integer and bigint can be',
      as !== undefined && column.autoIncrement && !isIdentityType(as),
    ],
    [
      'takes no zone: it is not a datetime that becomes timestamptz',
      zone !== undefined && !(is('datetime') && as === 'timestamptz'),
    ],
    [
      'takes no swapped: it is not a binary column that becomes uuid',
      swapped === true && !(is('binary', 'varbinary') && as === 'uuid'),
    ],
    [
      'takes no zeroDates: it is not a date, datetime or timestamp',
      zeroDates !== undefined && !is('date', 'datetime', 'timestamp'),
    ],
    [
      `is ${column.columnType}, and only char, varchar and text columns have a collation`,
      collation !== undefined && !isText(table, column),
    ],
    [
      `is ${column.columnType}, and only char, varchar and text columns hold NUL bytes that a rule can treat`,
      nul !== undefined && !isText(table, column),
    ],
    [
      `is ${column.columnType}${column.charset === null ? '' : ` in ${column.charset}`}, and only char, varchar and text columns in UTF-8 or latin1 are repaired`,
      repair !== undefined && !(isText(table, column) && canBeDoublyEncoded(column.charset)),
    ],
    [
      `becomes ${as ?? ''}, which takes no collation ${collation ?? ''}`,
      collation !== undefined &&
        as !== undefined &&
        !(collation !== 'citext' && /^(?:char|text|varchar)/.test(as)),
    ],
    ['takes no emptyEnum: it is not an enum', emptyEnum !== undefined && !is('enum')],
  ]
  return [
    ...typeProblem(table, column, as),
    ...problems.flatMap(([problem, found]) => (found ? [problem] : [])),
  ]
}

function typeProblem(table: MysqlTable, column: MysqlColumn, as: string | undefined): string[] {
  if (as === undefined || findOverride(table, column, as)) return []
  const possible = overridesOf(table, column).map(override => override.as)
  const instead = possible.length > 0 ? `it can be ${possible.join(', ')}` : 'there is no other type for it'
  return [`(${column.columnType}) cannot be ${as}; ${instead}`]
}
