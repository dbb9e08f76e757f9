import type {ComparedTable} from '../../core/verify/compared-table.js'
import {mysqlTableSql, postgresTableSql} from '../../core/verify/table-sql.js'
import type {SqlSession} from '../../mysql/connect.js'
import type {TargetReader} from '../../postgres/open-readers.js'
import type {SecondLook} from './second-look.js'
import type {SessionPool} from '../../core/session-pool.js'
import type {TablePart} from './table-parts.js'
import type {TableSides} from './table-sides.js'

/** The sessions of both servers. */
export interface Servers {
  mysql: SessionPool<SqlSession>
  postgres: SessionPool<TargetReader>
}

interface SidesOptions {
  servers: Servers
  allowRefused: boolean
  again?: SecondLook
}

/** The queries about a part of a table, in one set of forms, for both servers. */
export function partSides(
  table: ComparedTable,
  {mysql, pieces, postgres}: TablePart,
  {servers, allowRefused, again}: SidesOptions,
): TableSides {
  const doing = `compare table ${table.source}`
  const mysqlSql = mysqlTableSql(table, mysql)
  const postgresSql = postgresTableSql(table, postgres)
  return {
    table,
    mysql: {
      sql: mysqlSql,
      totals: pieces.map(piece => mysqlTableSql(table, piece).totals),
      query: sql => servers.mysql.use(session => session.query(sql, doing)),
    },
    postgres: {
      sql: postgresSql,
      totals: [postgresSql.totals],
      query: sql => servers.postgres.use(reader => reader.query(sql)),
    },
    now: again && {
      mysql: {sql: mysqlSql, query: async sql => (await again.now()).mysql.query(sql, doing)},
      postgres: {sql: postgresSql, query: async sql => (await again.now()).postgres.query(sql)},
    },
    readAs: (type, texts) => servers.postgres.use(reader => reader.readAs(type, texts)),
    allowRefused,
  }
}
