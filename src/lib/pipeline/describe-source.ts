import type {MysqlSchema} from '../core/mysql-schema.js'
import type {ReportSource} from '../core/report/migration-report.js'
import type {ChosenSource} from './choose-source.js'

/** Describes where the data comes from, for users: nothing of it is secret. */
export function describeSource(
  {name, address}: Pick<ChosenSource, 'address' | 'name'>,
  {database, server}: Pick<MysqlSchema, 'database' | 'server'>,
): ReportSource {
  const version = `${server.flavor === 'mariadb' ? 'MariaDB' : 'MySQL'} ${server.version}`
  return {name, host: address.host, database, version}
}
