import {existsSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'

/**
 * The folder with a small separate Debian that has MySQL 9 and Postgres 18, which a stable Debian lacks
 * (`MYSQL_ROOT` in the environment sets another folder). `install-mysql.ts` builds it; its programs run in a chroot.
 */
export const mysqlRoot =
  process.env.MYSQL_ROOT ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'heroku-pg-migrate-mysql', 'debian-unstable')

/** First words of a command that runs a program inside `mysqlRoot`. */
export const inMysqlRoot = ['chroot', mysqlRoot]

/** Why MySQL 9 cannot run here; undefined if it can. */
export function whyNoMysql(): string | undefined {
  if (process.getuid?.() !== 0) return 'MySQL 9 runs by chroot, which needs root'
  if (!existsSync(join(mysqlRoot, 'usr/sbin/mysqld')))
    return 'MySQL 9 is not installed: npm test installs it on Debian'
  return undefined
}
