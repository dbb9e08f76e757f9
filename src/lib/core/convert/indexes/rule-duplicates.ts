import {findColumn} from '../find-table.js'
import type {MysqlColumn, MysqlIndex, MysqlTable} from '../../mysql-schema.js'
import {quoteMysqlIdentifier, quoteMysqlLiteral} from '../../quote.js'
import type {ColumnSettings} from '../../rules/migration-rules.js'
import {refuseRules, type ResolvedRules} from '../../rules/resolve-rules.js'
import type {DataProfile} from '../../table-profile.js'
import {noLabelSql, noSuchDateSql} from '../../value-conditions.js'

/**
 * The MySQL aggregates, by unique key, that count the rows whose key another row has, too, once rules have put
 * something in place of zero dates and of enum values without a label. Keys that no rule touches are left out.
 */
export function duplicateSql(table: MysqlTable, rules: ResolvedRules): Record<string, string> {
  const counted = table.indexes.flatMap(index => {
    const columns = keyColumns(table, index)
    const touched = columns?.some(column => replacement(column, rules.column(column)) !== null)
    return columns && touched ? [[index.name, countDuplicates(columns, rules)] as const] : []
  })
  return Object.fromEntries(counted)
}

/** Throws `bad-rules` where rules would make two rows equal under a unique key. */
export function refuseDuplicates(profile: DataProfile): void {
  refuseRules(
    Object.entries(profile).flatMap(([table, {duplicates = {}}]) =>
      Object.entries(duplicates)
        .filter(([, count]) => count > 0)
        .map(
          ([key, count]) =>
            `under the unique key ${table}.${key} they give ${count} ${count === 1 ? 'row' : 'rows'} a value that another row has`,
        ),
    ),
  )
}

/** The columns of a unique key over whole columns. */
function keyColumns(table: MysqlTable, {unique, parts}: MysqlIndex): MysqlColumn[] | null {
  if (!unique) return null
  const columns = parts.map(({column, prefix}) =>
    prefix === null ? findColumn(table, column ?? '') : undefined,
  )
  return columns.every(column => column !== undefined) ? columns : null
}

/** Rows with NULL in the key equal no other row; COUNT(DISTINCT) leaves them out, too. */
function countDuplicates(columns: MysqlColumn[], rules: ResolvedRules): string {
  const whole = columns.map(({name}) => `${quoteMysqlIdentifier(name)} IS NOT NULL`).join(' AND ')
  const values = columns.map(
    column => replacement(column, rules.column(column)) ?? quoteMysqlIdentifier(column.name),
  )
  return `COUNT(CASE WHEN ${whole} THEN 1 END) - COUNT(DISTINCT ${values.join(', ')})`
}

/** The value that a column has once the rules are followed; null where they change none. */
function replacement(column: MysqlColumn, {zeroDates, emptyEnum}: ColumnSettings): string | null {
  const name = quoteMysqlIdentifier(column.name)
  if (typeof zeroDates === 'string')
    return `CASE WHEN ${noSuchDateSql(name)} THEN '${likeOthers(column, zeroDates)}' ELSE CAST(${name} AS CHAR) END`
  return typeof emptyEnum === 'string'
    ? `CASE WHEN ${noLabelSql(name)} THEN ${quoteMysqlLiteral(emptyEnum)} ELSE CONVERT(${name} USING utf8mb4) END`
    : null
}

/** A date as MySQL prints those of the column. */
function likeOthers({dataType, fractionalDigits}: MysqlColumn, date: string): string {
  if (dataType === 'date' || date === '-infinity') return date
  return `${date} 00:00:00${fractionalDigits ? `.${'0'.repeat(fractionalDigits)}` : ''}`
}
