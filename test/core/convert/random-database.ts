import * as fc from 'fast-check'

import {quoteMysqlIdentifier} from '../../../src/lib/core/quote.js'
import {HOSTILE, HOSTILE_NAMES} from '../hostile-names.js'
import {MYSQL_NAMES} from './mysql-names.js'
import {quoteText, randomType, type RandomType} from './random-type.js'

/** Names have no trailing space, no character beyond U+FFFF and at most 64 characters in MySQL. */
const NAMES = [...new Set([...HOSTILE_NAMES, ...MYSQL_NAMES])].filter(
  name => !/ $|[\u{10000}-\u{10FFFF}]/u.test(name) && name.length <= 60,
)
const MAX_COLUMNS = 7
const MAX_ROWS = 6

interface Column {
  name: string
  type: RandomType
  nullable: boolean
  /** A literal, or null for none. */
  default: string | null
  comment: string
}

/** Another column of a table by its place, and what is done with it. */
interface Extra {
  at: number
  kind: number
  flag: boolean
  action: string
}

interface Table {
  name: string
  comment: string
  columns: Column[]
  key: 'auto_increment' | 'composite' | 'none'
  extras: Extra[]
  rows: (string | null)[][]
  partitioned: boolean
}

/** Statements that make a random database of this server: tables of every type with rows, keys, CHECKs and names that attack. */
export function randomDatabase(flavor: 'mariadb' | 'mysql'): fc.Arbitrary<string[]> {
  return fc
    .uniqueArray(fc.constantFrom(...NAMES), {
      minLength: 1,
      maxLength: 3,
      selector: name => name.toLowerCase(),
    })
    .chain(names => fc.tuple(...names.map(name => randomTable(name, flavor))))
    .map(tables => tables.flatMap((table, at) => createTable(table, tables[at === 0 ? 0 : at - 1]!, at)))
}

function randomTable(name: string, flavor: 'mariadb' | 'mysql'): fc.Arbitrary<Table> {
  return fc
    .uniqueArray(fc.constantFrom(...NAMES), {
      minLength: 1,
      maxLength: MAX_COLUMNS,
      selector: column => column.toLowerCase(),
    })
    .chain(names => fc.tuple(...names.map(column => randomColumn(column, flavor))))
    .chain(columns =>
      fc.record({
        name: fc.constant(name),
        comment: fc.constantFrom('', '', ...HOSTILE),
        columns: fc.constant(columns),
        key: fc.constantFrom('auto_increment', 'auto_increment', 'composite', 'none'),
        extras: fc.array(randomExtra(columns.length), {maxLength: 4}),
        rows: fc.array(fc.tuple(...columns.map(column => randomValue(column))), {maxLength: MAX_ROWS}),
        partitioned: fc.nat({max: 5}).map(chance => chance === 0),
      }),
    )
}

function randomColumn(name: string, flavor: 'mariadb' | 'mysql'): fc.Arbitrary<Column> {
  return randomType(flavor).chain(type =>
    fc.record({
      name: fc.constant(name),
      type: fc.constant(type),
      nullable: fc.boolean(),
      default: type.canDefault ? fc.option(type.value, {freq: 2}) : fc.constant(null),
      comment: fc.constantFrom('', '', ...HOSTILE),
    }),
  )
}

function randomValue({type, nullable}: Column): fc.Arbitrary<string | null> {
  return nullable ? fc.option(type.value, {freq: 4}) : type.value
}

function randomExtra(columns: number): fc.Arbitrary<Extra> {
  return fc.record({
    at: fc.nat({max: columns - 1}),
    kind: fc.nat({max: 7}),
    flag: fc.boolean(),
    action: fc.constantFrom('CASCADE', 'SET NULL', 'RESTRICT', 'NO ACTION'),
  })
}

const quote = quoteMysqlIdentifier

function createTable(table: Table, parent: Table, at: number): string[] {
  const {columns, key, comment, rows} = table
  const counting = key === 'auto_increment' ? ['`#` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY'] : []
  const composite = columns.filter(({type, nullable}) => type.canKey && !nullable).slice(0, 2)
  const primary =
    key === 'composite' && composite.length > 0
      ? [`PRIMARY KEY (${composite.map(({name}) => quote(name)).join(', ')})`]
      : []
  const partitioned = table.partitioned && key === 'auto_increment'
  const extras = table.extras.flatMap((extra, number) =>
    extraSql(extra, table, {parent, number, partitioned, at}),
  )
  const lines = [...counting, ...columns.map(column => columnSql(column)), ...primary, ...extras]
  const partitions = partitioned ? ' PARTITION BY HASH (`#`) PARTITIONS 3' : ''
  const names = columns.map(({name}) => quote(name)).join(', ')
  return [
    `CREATE TABLE ${quote(table.name)} (\n  ${lines.join(',\n  ')}\n) COMMENT ${quoteText(comment)}${partitions}`,
    ...rows.map(
      values =>
        `INSERT IGNORE INTO ${quote(table.name)} (${names}) VALUES (${values.map(value => value ?? 'NULL').join(', ')})`,
    ),
  ]
}

function columnSql({name, type, nullable, default: value, comment}: Column): string {
  const none = nullable && type.canDefault ? ' DEFAULT NULL' : ''
  return `${quote(name)} ${type.sql} ${nullable ? 'NULL' : 'NOT NULL'}${value === null ? none : ` DEFAULT ${value}`} COMMENT ${quoteText(comment)}`
}

interface ExtraContext {
  parent: Table
  number: number
  partitioned: boolean
  /** The table's place among all: its constraints' names must differ from theirs. */
  at: number
}

/** A key, an index, a foreign key, a CHECK or a generated column over one of the columns. */
function extraSql({at, kind, flag, action}: Extra, table: Table, context: ExtraContext): string[] {
  const {name, type} = table.columns[at]!
  const column = quote(name)
  const other = quote(`${name.slice(0, 50)} ${context.number}`)
  switch (kind) {
    case 0:
      return type.canKey && !context.partitioned ? [`UNIQUE KEY ${other} (${column})`] : []
    case 1:
      return type.canKey ? [`KEY ${other} (${column}${flag ? ' DESC' : ''})`] : []
    case 2:
      return type.isText ? [`KEY ${other} (${column}(3))`] : []
    case 3:
      return type.isText && !context.partitioned ? [`FULLTEXT KEY ${other} (${column})`] : []
    case 4:
      return foreignKey(other, action, context)
    case 5:
      return [
        `CONSTRAINT ${quote(`check ${context.at} ${context.number}`)} CHECK (${column} IS NOT NULL OR ${flag ? '1 = 1' : '0 = 0'})`,
      ]
    case 6:
      return type.isNumber
        ? [`${other} double GENERATED ALWAYS AS (${column} + 1) ${flag ? 'STORED' : 'VIRTUAL'}`]
        : []
    default:
      return type.isText
        ? [`${other} text GENERATED ALWAYS AS (coalesce(${column}, 'none')) ${flag ? 'STORED' : 'VIRTUAL'}`]
        : []
  }
}

/** To the counting key of the table before, or of the first table itself; its column holds NULLs and orphans. */
function foreignKey(
  column: string,
  action: string,
  {parent, partitioned, at, number}: ExtraContext,
): string[] {
  if (parent.key !== 'auto_increment' || parent.partitioned || partitioned) return []
  const constraint = quote(`key ${at} ${number}`)
  return [
    `${column} int unsigned NULL DEFAULT ${number}`,
    `CONSTRAINT ${constraint} FOREIGN KEY (${column}) REFERENCES ${quote(parent.name)} (\`#\`) ON DELETE ${action}`,
  ]
}
