import {MigrationError} from '../core/migration-error.js'

/** What mysql2 puts on its errors: the server's error number (0 or absent for network errors) and a name. */
export interface DriverError {
  errno: number
  code: string
  message: string
}

/** Reads an unknown thrown value as an error of mysql2. */
export function toDriverError(thrown: unknown): DriverError {
  const {errno, code, message} = thrown as Partial<DriverError>
  return {
    errno: typeof errno === 'number' ? errno : 0,
    code: typeof code === 'string' ? code : '',
    message: message || String(code ?? thrown),
  }
}

/** The error for a failed attempt to connect, in our words and without the driver's fields. */
export function connectError(thrown: unknown, where: string): MigrationError {
  const error = toDriverError(thrown)
  const {code, suggestions} = connectFailure(error)
  return new MigrationError(`Couldn't connect to MySQL at ${where}: ${sentence(error.message)}`, {
    code,
    suggestions,
  })
}

/** The error for a failed statement; `doing` completes "Couldn't …". */
export function queryError(thrown: unknown, doing: string): MigrationError {
  const error = toDriverError(thrown)
  if (isConnectionLoss(error))
    return new MigrationError(`Couldn't ${doing}: the connection to MySQL was lost.`, {
      code: 'source-connection-lost',
      suggestions: ['Run the command again: it starts over on a new snapshot.'],
    })
  return new MigrationError(`Couldn't ${doing}: ${sentence(error.message)}`, {code: 'source-query-failed'})
}

interface Failure {
  code: string
  suggestions: string[]
}

function connectFailure({errno, code}: DriverError): Failure {
  if (TLS_CODES.has(code) || errno === ER.SECURE_TRANSPORT_REQUIRED) return TLS_REFUSED
  if (LOGIN_REFUSED.has(errno) || code.startsWith('AUTH_')) return WRONG_LOGIN
  if (errno === ER.BAD_DB || errno === ER.DBACCESS_DENIED) return NO_DATABASE
  if (FULL.has(errno)) return TOO_MANY
  return UNREACHABLE
}

/** Numbers: https://dev.mysql.com/doc/mysql-errors/9.0/en/server-error-reference.html. */
const ER = {BAD_DB: 1049, DBACCESS_DENIED: 1044, SECURE_TRANSPORT_REQUIRED: 3159}

/** Wrong password, host not allowed, host blocked, old password format, plugin not loaded, expired, locked. */
const LOGIN_REFUSED = new Set([1045, 1129, 1130, 1251, 1275, 1524, 1698, 1820, 1862, 3118, 3955, 4151])
/** Too many connections: to the server, by the user, or per hour. */
const FULL = new Set([1040, 1203, 1226])
const TLS_CODES = new Set(['HANDSHAKE_NO_SSL_SUPPORT', 'HANDSHAKE_SSL_ERROR'])

const TLS_REFUSED: Failure = {
  code: 'source-tls-refused',
  suggestions: [
    'Choose another --ssl-mode: disabled, preferred, required, verify-ca or verify-identity.',
    'Give the certificate authority that signed the server’s certificate with --ssl-ca FILE.',
  ],
}
const WRONG_LOGIN: Failure = {
  code: 'source-login-refused',
  suggestions: [
    'Check the user and the password, and whether the server accepts connections from this address.',
  ],
}
const NO_DATABASE: Failure = {
  code: 'source-database-missing',
  suggestions: ['Check the database name, and whether the user may use it.'],
}
const TOO_MANY: Failure = {
  code: 'source-too-many-connections',
  suggestions: ['Close another connection, then run the command again.'],
}
const UNREACHABLE: Failure = {
  code: 'source-unreachable',
  suggestions: ['Check the host and the port, and whether a firewall blocks this address.'],
}

/** Whether the connection was killed, shut down, timed out or lost. */
export function isConnectionLoss({errno, code, message}: DriverError): boolean {
  return LOST.has(errno) || LOST_CODES.has(code) || message.includes('closed state')
}

const LOST = new Set([1053, 1079, 1080, 1152, 1159, 1161, 1184, 1927, 4031])
const LOST_CODES = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ECONNABORTED',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_UNEXPECTED_PACKET',
  'PROTOCOL_ERROR',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_STREAM_PREMATURE_CLOSE',
])

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
