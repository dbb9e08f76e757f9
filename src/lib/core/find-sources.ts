import {MigrationError} from './migration-error.js'
import {isSourceUrl, parseSourceUrl, type SourceAddress, type SslMode} from './source-address.js'
import {sourceGroups} from './source-groups.js'

/** A MySQL database that an app's config vars point at. */
export interface SourceCandidate {
  /** The config var, or the group of them: `STACKHERO_MYSQL_*`. */
  name: string
  /** All config vars that point at it or carry its login. */
  configVars: string[]
  address: SourceAddress
  sslMode?: SslMode
}

/** Finds every MySQL database among an app's config vars; one with several names is found once. */
export function findSources(configVars: Record<string, string>): SourceCandidate[] {
  const found = new Map<string, SourceCandidate>()
  for (const candidate of [...urlCandidates(configVars), ...sourceGroups(configVars)]) {
    const key = databaseKey(candidate.address)
    const known = found.get(key)
    found.set(key, known ? merge(known, candidate) : candidate)
  }

  return [...found.values()]
}

/** A candidate is named after these first, the names that add-ons give: https://elements.heroku.com/addons. */
const FIRST = ['JAWSDB_URL', 'JAWSDB_MARIA_URL', 'CLEARDB_DATABASE_URL', 'DATABASE_URL']

function urlCandidates(configVars: Record<string, string>): SourceCandidate[] {
  const names = Object.keys(configVars).sort()
  const ordered = [
    ...FIRST.filter(name => names.includes(name)),
    ...names.filter(name => !FIRST.includes(name)),
  ]
  return ordered.flatMap(name => {
    const url = fillPlaceholders(configVars[name]!, configVars)
    return isSourceUrl(url) ? urlCandidate(name, url, configVars) : []
  })
}

/** A URL that cannot be parsed is not a candidate; given with `--source`, it raises an error that says why. */
function urlCandidate(name: string, url: string, configVars: Record<string, string>): SourceCandidate[] {
  try {
    const {address, tls} = parseSourceUrl(url)
    const login = address.user === '' ? loginBeside(name, configVars) : {user: undefined, password: undefined}
    const filled = {
      ...address,
      user: configVars[login.user ?? ''] ?? address.user,
      password: configVars[login.password ?? ''] ?? address.password,
    }
    const used = [name, login.user, login.password].filter(used => used !== undefined)
    return [{name, configVars: used, address: filled, sslMode: tls.mode}]
  } catch (error) {
    if (error instanceof MigrationError) return []
    throw error
  }
}

/** `SPRING_DATASOURCE_URL` has its login in `SPRING_DATASOURCE_USERNAME` and `SPRING_DATASOURCE_PASSWORD`. */
function loginBeside(
  urlName: string,
  configVars: Record<string, string>,
): {user: string | undefined; password: string | undefined} {
  const prefix = urlName.replace(/(?:JDBC_?)?UR[IL]$/i, '')
  const known = (endings: string[]): string | undefined =>
    endings.map(ending => prefix + ending).find(name => configVars[name] !== undefined)
  return {user: known(['USERNAME', 'USER']), password: known(['PASSWORD', 'PASS'])}
}

/** Fills in `${DB_HOST}` and `${DB_PORT:3306}` as Spring does at start; a name that is not a config var is left as it is. */
function fillPlaceholders(value: string, configVars: Record<string, string>): string {
  return value.replaceAll(
    /\$\{(?<name>\w+)(?::(?<fallback>[^}]*))?\}/g,
    (all, name: string, fallback: string | undefined) => configVars[name] ?? fallback ?? all,
  )
}

function databaseKey({host, port, database}: SourceAddress): string {
  return JSON.stringify([host.toLowerCase(), port, database])
}

function merge(known: SourceCandidate, other: SourceCandidate): SourceCandidate {
  return {
    ...known,
    configVars: [...new Set([...known.configVars, ...other.configVars])],
    sslMode: known.sslMode ?? other.sslMode,
  }
}
