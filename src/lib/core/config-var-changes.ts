import {isSourceUrl} from './source-address.js'

/** How an app's config vars have to change so that it uses Postgres, besides attaching the add-on as DATABASE. */
export interface ConfigVarChanges {
  /** New values; null removes a config var. One call sends all of them. Values are secrets. */
  set: Record<string, string | null>
  /** For each changed config var, the name of the one that keeps its old value. */
  saved: Record<string, string>
  /** What the user should know about config vars, one sentence each; without values. */
  notes: string[]
}

export interface ConfigVarOptions {
  /** Config vars that belong to add-ons: they cannot be changed, and disappear with their add-on. */
  ownedByAddons: readonly string[]
  /** The URL of the new database, for config vars of the app's own. */
  postgresUrl?: string
}

/**
 * Finds the config vars that keep an app on MySQL. `sourceVars` are those that point at the migrated database.
 * - DATABASE_URL is removed, whatever it points at, since the attachment takes its place.
 * - JDBC_DATABASE_* and SPRING_DATASOURCE_* are removed: Heroku's Java buildpack fills them from DATABASE_URL unless one of them is
 *   set (opt/jdbc.sh of https://github.com/heroku/heroku-buildpack-jvm-common). So are Spring's settings that name MySQL.
 * - Any other URL of the database becomes the Postgres URL in the same form, unless its config var's name contains MySQL.
 * - The rest stays, with a note. Old values are kept under new names, so that the change can be undone.
 */
export function configVarChanges(
  configVars: Readonly<Record<string, string>>,
  sourceVars: readonly string[],
  {ownedByAddons, postgresUrl}: ConfigVarOptions,
): ConfigVarChanges {
  const circumstances = {sourceVars, postgresUrl}
  const own = Object.entries(configVars).filter(([name]) => !ownedByAddons.includes(name))
  const set: ConfigVarChanges['set'] = {}
  const saved: ConfigVarChanges['saved'] = {}
  for (const [name, value] of own) {
    const replacement = newValue(name, value, circumstances)
    if (replacement === undefined) continue
    const kept = freeName(`${isOtherDatabase(name, value) ? 'OLD' : 'MYSQL'}_${name}`, {
      ...configVars,
      ...set,
    })
    saved[name] = kept
    Object.assign(set, {[name]: replacement, [kept]: value})
  }
  return {set, saved, notes: notesOn(own, saved, sourceVars)}
}

interface Circumstances {
  sourceVars: readonly string[]
  postgresUrl?: string
}

/** Undefined if the config var stays as it is, null if it is removed. */
function newValue(
  name: string,
  value: string,
  {sourceVars, postgresUrl}: Circumstances,
): string | null | undefined {
  if (name === 'DATABASE_URL' || isFilledByBuildpack(name, sourceVars) || isMysqlSetting(name, value))
    return null
  if (!sourceVars.includes(name) || !isSourceUrl(value)) return undefined
  if (!postgresUrl || /MYSQL|MARIADB/i.test(name)) return undefined
  return /^jdbc:/i.test(value) ? jdbcUrl(postgresUrl) : postgresUrl
}

/** User name and password are removed with their URL: while one of them is set, the buildpack sets none. */
function isFilledByBuildpack(name: string, sourceVars: readonly string[]): boolean {
  const prefix = BUILDPACK_VAR.exec(name)?.groups?.prefix
  return prefix !== undefined && sourceVars.some(source => source.startsWith(`${prefix}_`))
}

const BUILDPACK_VAR =
  /^(?<prefix>SPRING_DATASOURCE|JDBC_DATABASE)_(?:HIKARI_JDBC_URL|JDBC_URL|PASSWORD|URL|USERNAME)$/

/** `SPRING_DATASOURCE_DRIVER_CLASS_NAME=com.mysql.cj.jdbc.Driver`, `SPRING_JPA_DATABASE_PLATFORM=…MySQL8Dialect`. */
function isMysqlSetting(name: string, value: string): boolean {
  return /^SPRING_.*(?:DRIVER|DIALECT|PLATFORM|JPA_DATABASE)/.test(name) && /mysql|mariadb/i.test(value)
}

function isOtherDatabase(name: string, value: string): boolean {
  return name === 'DATABASE_URL' && !isSourceUrl(value)
}

function notesOn(
  own: ReadonlyArray<[string, string]>,
  saved: Readonly<Record<string, string>>,
  sourceVars: readonly string[],
): string[] {
  const left = own.filter(([name]) => !Object.hasOwn(saved, name))
  const stay = left.filter(([name]) => sourceVars.includes(name)).map(([name]) => name)
  const others = left
    .filter(([name, value]) => !sourceVars.includes(name) && isSourceUrl(value))
    .map(([name]) => name)
  return [
    ...(stay.length > 0
      ? [`${stay.join(', ')}: still MySQL; the code that reads this has to read DATABASE_URL.`]
      : []),
    ...others.map(name => `${name} names another MySQL database and stays as it is.`),
    ...Object.entries(saved).map(([name, kept]) => `The old value of ${name} is kept as ${kept}.`),
  ]
}

/** The form of https://jdbc.postgresql.org/documentation/use/; Heroku Postgres refuses connections without TLS. */
function jdbcUrl(postgresUrl: string): string {
  const {host, pathname, username, password} = new URL(postgresUrl)
  return `jdbc:postgresql://${host}${pathname}?user=${username}&password=${password}&sslmode=require`
}

function freeName(wanted: string, taken: Readonly<Record<string, unknown>>): string {
  let name = wanted
  for (let number = 2; name in taken; number++) name = `${wanted}_${number}`
  return name
}
