import pg from 'pg'
import {MigrationError} from '../core/migration-error.js'

/** The error for a failed attempt to connect, in our words and without the driver's fields. */
export function connectError(thrown: unknown, where: string): MigrationError {
  const failure = FAILURES.find(({is}) => is(toDriverError(thrown))) ?? UNREACHABLE
  return new MigrationError(`Couldn't connect to Postgres at ${where}: ${messageOf(thrown)}`, failure)
}

/** The error for a failed statement; `doing` completes "Couldn't …". */
export function queryError(thrown: unknown, doing: string): MigrationError {
  if (isRefusal(thrown))
    return new MigrationError(`Couldn't ${doing}: ${messageOf(thrown)}`, {code: 'target-query-failed'})
  return new MigrationError(`Couldn't ${doing}: the connection to Postgres was lost.`, {
    code: 'target-connection-lost',
    suggestions: ['Run the command again.'],
  })
}

/** Whether the server answered with an error; the connection is still usable, unless the error says that it ends. */
export function isRefusal(thrown: unknown): thrown is pg.DatabaseError {
  return thrown instanceof pg.DatabaseError && !ENDS_CONNECTION.test(thrown.code ?? '')
}

/** Whether waiting may help: the name is not in the DNS yet, or the server is starting. */
export function isNotYetThere(thrown: unknown): boolean {
  return NOT_YET.has(toDriverError(thrown).code)
}

/** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html; the rest are Node.js' names. */
const NOT_YET = new Set(['EAI_AGAIN', 'ENOTFOUND', '57P03'])
const ENDS_CONNECTION = /^(08|57P0)/

interface DriverError {
  code: string
  message: string
}

interface Failure {
  is: (error: DriverError) => boolean
  code: string
  suggestions: string[]
}

const FAILURES: Failure[] = [
  {
    is: ({message}) => /no encryption|SSL off|does not support SSL|TLS/i.test(message),
    code: 'target-tls-refused',
    suggestions: ['Set in the URL what the server supports: sslmode=require or sslmode=disable.'],
  },
  {
    is: ({code}) => /CERT|^ERR_(SSL|TLS)|ISSUER|LEAF_SIGNATURE/.test(code),
    code: 'target-tls-refused',
    suggestions: ['Name the authority that signed the certificate: sslrootcert=FILE in the URL.'],
  },
  {
    is: ({code, message}) => code.startsWith('28') || /SASL|password/i.test(message),
    code: 'target-login-refused',
    suggestions: [
      'Check the user and the password, and whether the server accepts connections from this address.',
    ],
  },
  {
    is: ({code}) => code === '3D000',
    code: 'target-database-missing',
    suggestions: ['Check the database name at the end of the URL.'],
  },
  {
    is: ({code}) => code === '53300',
    code: 'target-too-many-connections',
    suggestions: ['Close another connection, then run the command again.'],
  },
]
const UNREACHABLE: Omit<Failure, 'is'> = {
  code: 'target-unreachable',
  suggestions: ['Check the host and the port, and whether a firewall blocks this address.'],
}

/** Reads an unknown thrown value as an error of pg or Node.js; a host with two addresses fails with an error for each. */
function toDriverError(thrown: unknown): DriverError {
  const first = thrown instanceof AggregateError ? (thrown.errors[0] as unknown) : thrown
  const {code, message} = first as Partial<DriverError>
  return {code: code ?? '', message: message || String(code ?? first)}
}

function messageOf(thrown: unknown): string {
  const {message} = toDriverError(thrown)
  return /[.!?]$/.test(message) ? message : `${message}.`
}
