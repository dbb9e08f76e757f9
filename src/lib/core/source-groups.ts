import type {SourceCandidate} from './find-sources.js'

/**
 * Finds databases whose parts are in separate config vars: `DB_HOST`, `DB_USERNAME`, …, and Stackhero's
 * `STACKHERO_MYSQL_HOST`, whose user is root and whose database the app chooses (so it may be empty here).
 */
export function sourceGroups(configVars: Record<string, string>): SourceCandidate[] {
  return Object.keys(configVars)
    .filter(name => HOST_NAME.test(name))
    .sort()
    .flatMap(hostName => sourceGroup(hostName, configVars))
}

const HOST_NAME = /^(?:\w*(?:MYSQL|MARIA_?DB)\w*_|DB_|DATABASE_|RDS_)(?:HOST|HOSTNAME)$/i

function sourceGroup(hostName: string, configVars: Record<string, string>): SourceCandidate[] {
  const prefix = hostName.slice(0, hostName.lastIndexOf('_') + 1)
  const names = partNames(prefix, hostName, configVars)
  const value = (part: keyof typeof names): string => configVars[names[part] ?? ''] ?? ''
  const port = Number(value('port') || 3306)
  const isRootGroup = names.password?.endsWith('ROOT_PASSWORD') ?? false
  const user = value('user') || (isRootGroup ? 'root' : '')
  if (value('host') === '' || user === '' || !Number.isInteger(port) || !isMysql(prefix, port, configVars))
    return []
  const address = {host: value('host'), port, user, password: value('password'), database: value('database')}
  return [{name: `${prefix}*`, configVars: Object.values(names).filter(name => name !== undefined), address}]
}

function partNames(prefix: string, host: string, configVars: Record<string, string>) {
  const find = (endings: string[]): string | undefined =>
    endings.map(ending => prefix + ending).find(name => configVars[name] !== undefined)
  return {
    host,
    port: find(['PORT']),
    user: find(['USER', 'USERNAME', 'LOGIN', 'USER_NAME']),
    password: find(['PASSWORD', 'PASS', 'USER_PASSWORD', 'ROOT_PASSWORD']),
    database: find(['DATABASE', 'NAME', 'DB', 'DBNAME', 'DB_NAME', 'DATABASE_NAME', 'SCHEMA']),
  }
}

/** `DB_HOST` is used for any kind of database: Laravel, Rails and Django name the kind in one of these. */
function isMysql(prefix: string, port: number, configVars: Record<string, string>): boolean {
  if (/mysql|maria/i.test(prefix)) return true
  const kind = ['CONNECTION', 'ADAPTER', 'CLIENT', 'DIALECT', 'DRIVER', 'ENGINE', 'TYPE']
    .map(ending => configVars[prefix + ending])
    .find(value => value !== undefined)
  return kind === undefined ? port === 3306 : /mysql|maria|trilogy/i.test(kind)
}
