import {MigrationError} from './migration-error.js'

/** The address of a MySQL database, and the login. Never shown as a whole: it holds the password. */
export interface SourceAddress {
  host: string
  port: number
  user: string
  password: string
  database: string
}

/** The names of MySQL's own `--ssl-mode`, https://dev.mysql.com/doc/refman/9.0/en/connection-options.html#option_general_ssl-mode. */
export type SslMode = 'disabled' | 'preferred' | 'required' | 'verify-ca' | 'verify-identity'

/** The parts of a URL; `mode` only if its options set one. */
export interface SourceUrl {
  address: SourceAddress
  tls: {mode?: SslMode}
}

/** Whether a config var's value is the URL of a MySQL or MariaDB database. */
export function isSourceUrl(text: string): boolean {
  return SCHEME.test(text.trim())
}

/**
 * Reads `mysql://`, `mysql2://`, `mariadb://`, `jdbc:mysql://` and `jdbc:mariadb://` URLs.
 * Passwords may be percent-encoded or raw: config vars hold both, and `new URL` refuses or cuts raw ones.
 * The database is empty if the URL names none; `connect` then lists those that exist.
 * @throws MigrationError with code `bad-source-url`
 */
export function parseSourceUrl(text: string): SourceUrl {
  if (!isSourceUrl(text)) throw badUrl('it does not start with mysql://, mariadb:// or jdbc:mysql://')
  const rest = text.trim().replace(SCHEME, '')
  const {login, location} = LOGIN_IN_QUERY.test(text) ? {login: '', location: rest} : splitLogin(rest)
  const {hostAndPort, database, query} = splitLocation(location)
  const options = new Map(queryOptions(query))
  const address = {
    ...parseHost(hostAndPort),
    ...parseLogin(login, options),
    database: decode(database),
  }
  if (address.host === '') throw badUrl('the host is missing')
  return {address, tls: sslOption(options)}
}

/** The scheme, with its variants in Java (`jdbc:`, a failover mode), Python (`mysql+pymysql`) and Rails (`mysql2`, `trilogy`). */
const SCHEME =
  /^(?:jdbc:|r2dbc:)?(?:mysql2?|mariadb|trilogy)(?:\+\w+)?(?::(?:aurora|loadbalance|replication|sequential))?:\/\//i

/** A URL whose login is in its query, where an `@` ends nothing: `jdbc:mysql://host/shop?user=app&password=p@ss`. */
const LOGIN_IN_QUERY = /^\s*jdbc:.*[?&](?:user|password)=/is

/**
 * The login ends at the last `@` that a host can follow, so a raw `@`, `/`, `?` or `#` in a password stays in it.
 * An `@` in the query (`?note=a@b`) does not count: a host cannot contain the `=` and `&` of a query.
 */
function splitLogin(rest: string): {login: string; location: string} {
  const found = /^(?<login>.*)@(?<location>(?:\[[\da-f:.]+\]|[^\s@/?#:=&]+)(?::\d*)?(?:[/?#].*)?)$/is.exec(
    rest,
  )
  if (!found?.groups) return {login: '', location: rest}
  return {login: found.groups.login ?? '', location: found.groups.location ?? ''}
}

function splitLocation(location: string): {hostAndPort: string; database: string; query: string} {
  const parts = /^(?<host>[^/?#]*)(?:\/(?<database>[^?#]*))?(?:\?(?<query>[^#]*))?(?:#.*)?$/s.exec(
    location,
  )?.groups
  return {hostAndPort: parts?.host ?? '', database: parts?.database ?? '', query: parts?.query ?? ''}
}

function parseHost(text: string): {host: string; port: number} {
  if (text.includes(',')) throw badUrl('it names several hosts; name the one to read from')
  const parts = /^(?:\[(?<bracketed>[^\]]*)\]|(?<plain>[^:]*))(?::(?<port>\d*))?$/.exec(text)?.groups
  const port = Number(parts?.port === undefined || parts.port === '' ? 3306 : parts.port)
  if (!parts || port < 1 || port > 65_535) throw badUrl('the host or the port cannot be read')
  return {host: parts.bracketed ?? parts.plain ?? '', port}
}

/** JDBC URLs carry the login in their query. */
function parseLogin(login: string, options: Map<string, string>): {user: string; password: string} {
  const colon = login.indexOf(':')
  const user = colon === -1 ? login : login.slice(0, colon)
  const password = colon === -1 ? '' : login.slice(colon + 1)
  return {
    user: decode(user) || (options.get('user') ?? options.get('username') ?? ''),
    password: decode(password) || (options.get('password') ?? ''),
  }
}

function queryOptions(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter(Boolean)
    .map(part => {
      const equals = part.indexOf('=')
      const name = equals === -1 ? part : part.slice(0, equals)
      return [name.toLowerCase().replaceAll(/[-_]/g, ''), equals === -1 ? '' : decode(part.slice(equals + 1))]
    })
}

/** `sslMode`, `ssl-mode` and `ssl_mode` by their value; older options by their meaning. */
function sslOption(options: Map<string, string>): {mode?: SslMode} {
  const named = options.get('sslmode')?.toLowerCase().replaceAll('_', '-')
  const mode = named === undefined ? undefined : SSL_MODES[named]
  if (mode) return {mode}
  if (options.get('usessl') === 'false' || options.get('ssl') === 'false') return {mode: 'disabled'}
  const verifies =
    options.get('verifyservercertificate') === 'true' || isVerifying(options.get('ssl') ?? '{}')
  if (verifies) return {mode: 'verify-ca'}
  if (options.get('requiressl') === 'true') return {mode: 'required'}
  if (options.get('usessl') === 'true' || options.has('ssl')) return {mode: 'required'}
  return {}
}

const SSL_MODES: Record<string, SslMode> = {
  disable: 'disabled',
  disabled: 'disabled',
  prefer: 'preferred',
  preferred: 'preferred',
  require: 'required',
  required: 'required',
  trust: 'required',
  'verify-ca': 'verify-ca',
  'verify-identity': 'verify-identity',
  'verify-full': 'verify-identity',
}

/** mysql2 (Node) takes JSON: `ssl={"rejectUnauthorized":true}`. */
function isVerifying(ssl: string): boolean {
  return /"?rejectUnauthorized"?\s*:\s*true/i.test(ssl)
}

/** Decodes `%40`; a `%` that does not start a valid escape stands for itself. */
function decode(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, escapes => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}

function badUrl(reason: string): MigrationError {
  return new MigrationError(`Couldn't read the MySQL URL: ${reason}.`, {
    code: 'bad-source-url',
    suggestions: ['Write it as mysql://USER:PASSWORD@HOST:3306/DATABASE.'],
  })
}
