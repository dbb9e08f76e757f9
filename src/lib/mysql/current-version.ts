import type {MysqlColumn, MysqlServer, MysqlTable} from '../core/mysql-schema.js'

/**
 * Describes a system-versioned table of MariaDB as its current rows see it: ROW START is the time of the last write, ROW END
 * is always the end of time, and keys lose the ROW END that MariaDB adds to them.
 * https://mariadb.com/kb/en/system-versioned-tables/
 */
export function currentVersion(table: MysqlTable, server: MysqlServer): MysqlTable {
  const ends = new Set(table.columns.filter(isRowEnd).map(({name}) => name))
  return {
    ...table,
    columns: table.columns.map(column => currentColumn(column, server)),
    indexes: table.indexes.map(index => {
      const parts = index.parts.filter(({column}) => column === null || !ends.has(column))
      return parts.length === 0 ? index : {...index, parts}
    }),
  }
}

function currentColumn(column: MysqlColumn, server: MysqlServer): MysqlColumn {
  if (!isRowEnd(column) && column.generated?.expression !== 'ROW START') return column
  // These are transaction numbers instead of times, which mean nothing in Postgres.
  if (column.dataType !== 'timestamp') return {...column, generated: null, nullable: true}
  return isRowEnd(column)
    ? {...column, generated: null, default: {kind: 'literal', value: endOfTime(server)}}
    : {
        ...column,
        generated: null,
        default: {kind: 'expression', sql: 'current_timestamp(6)'},
        onUpdateNow: true,
      }
}

function isRowEnd({generated}: MysqlColumn): boolean {
  return generated?.expression === 'ROW END'
}

/** The largest timestamp, which became a larger one with 11.5. */
function endOfTime({version}: MysqlServer): string {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 11 || (major === 11 && minor >= 5)
    ? '2106-02-07 06:28:15.999999'
    : '2038-01-19 03:14:07.999999'
}
