import type {MysqlServer} from '../core/mysql-schema.js'
import type {Problem} from '../core/problem.js'

/** Refuses older servers, whose catalog this program cannot read. */
export function checkServerVersion({flavor, version}: MysqlServer): Problem[] {
  const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10))
  const {name, oldest} = OLDEST[flavor]
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return []
  return [
    {
      code: 'source-too-old',
      what: `The server is ${name} ${version}; the oldest that can be read is ${name} ${oldest.join('.')}.`,
      remedy: `Upgrade the server, or restore a dump of it into a newer one and migrate that.`,
    },
  ]
}

const OLDEST = {
  mariadb: {name: 'MariaDB', oldest: [10, 3]},
  mysql: {name: 'MySQL', oldest: [5, 7]},
} as const
