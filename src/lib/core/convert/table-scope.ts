import type {ConvertedColumn} from './columns/convert-columns.js'
import type {MysqlSchema} from '../mysql-schema.js'
import {quoteIdentifier} from '../quote.js'
import type {ScopeColumn, SqlScope} from '../sql/sql-scope.js'

/** The scope of an expression that belongs to one table: a default, a CHECK, a generated column, an index part. */
export function tableScope(
  columns: ReadonlyMap<string, ConvertedColumn>,
  {database, server}: MysqlSchema,
): SqlScope {
  const byName = new Map([...columns.values()].map(column => [column.source.name.toLowerCase(), column]))
  return {
    database,
    flavor: server.flavor,
    defaults: server.defaults,
    column(name) {
      const found = byName.get(name.toLowerCase())
      return found && scopeColumn(found)
    },
    table(): undefined {},
  }
}

export function scopeColumn({name, source, type, rule}: ConvertedColumn): ScopeColumn {
  return {
    sql: quoteIdentifier(name),
    type: type.type,
    nullable: source.nullable || type.takesNull === true || rule.notNull === 'drop',
    labels: type.labels,
    collation: type.collation?.name,
    swapped: rule.swapped,
    zeroDate: type.zeroDate,
    isBit: type.encoding.kind === 'bit-boolean' ? true : undefined,
  }
}
