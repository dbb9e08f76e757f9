import {existsSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'

/**
 * The folder that holds a small Debian of its own with MySQL 9 and Postgres 18, which a stable Debian lacks
 * (`MYSQL_ROOT` in the environment names another). `install-mysql.ts` builds it; its programs run by chroot.
 */
export const mysqlRoot =
  process.env.MYSQL_ROOT ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'heroku-pg-migrate-mysql', 'debian-unstable')

/** The command's first words that run a program inside `mysqlRoot`. */
export const inMysqlRoot = ['chroot', mysqlRoot]

/** Why MySQL 9 cannot run here, or undefined when it can. */
export function whyNoMysql(): string | undefined {
  if (process.getuid?.() !== 0) return 'MySQL 9 runs by chroot, which needs root'
  if (!existsSync(join(mysqlRoot, 'usr/sbin/mysqld')))
    return 'MySQL 9 is not installed: npm test installs it on Debian'
  return undefined
}
