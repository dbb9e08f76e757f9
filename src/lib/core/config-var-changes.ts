import {isSourceUrl} from './source-address.js'

/** What has to happen to an app's config vars so that it uses Postgres, besides attaching the add-on as DATABASE. */
export interface ConfigVarChanges {
  /** New values; null takes a config var away. One call sends all of them. Values are secrets. */
  set: Record<string, string | null>
  /** Which config var is changed, and the one under which its old value is kept. */
  saved: Record<string, string>
  /** What the user should know about config vars, one sentence each; without values. */
  notes: string[]
}

export interface ConfigVarOptions {
  /** Config vars that belong to add-ons: these cannot be changed, and go away with their add-on. */
  ownedByAddons: readonly string[]
  /** The new database, for config vars with which the app finds it in its own way. */
  postgresUrl?: string
}

/**
 * Finds the config vars that keep an app on MySQL. `sourceVars` are those that name the migrated database.
 * - DATABASE_URL goes, whatever it names, since the attachment takes its place.
 * - JDBC_DATABASE_* and SPRING_DATASOURCE_* go: Heroku's Java buildpack fills them from DATABASE_URL unless one of them is set
 *   (opt/jdbc.sh of https://github.com/heroku/heroku-buildpack-jvm-common). So do Spring's settings that name MySQL.
 * - Any other URL of the database becomes the Postgres URL in the same form, unless MySQL is in its name.
 * - The rest stays, with a note. Old values are kept under new names, so that the way back stays open.
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

/** Undefined where the config var stays as it is, null where it goes. */
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

/** User name and password go with their URL: as long as one of them is set, the buildpack sets none. */
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
