import {MigrationError} from '../core/migration-error.js'

/** A Postgres URL, taken apart as far as TLS needs it. */
export interface TargetUrl {
  /** The URL without its TLS parameters: pg would interpret them in its own way and override ours. */
  connectionString: string
  /** For messages: `db.example.com:5432`. */
  where: string
  tls: TargetTls
}

/** The TLS that the URL and its host ask for; files are PEM, `system` stands for the certificate authorities that Node.js knows. */
export interface TargetTls {
  mode: 'encrypt' | 'none' | 'verify-ca' | 'verify-full'
  caFile?: string
  certificateFile?: string
  keyFile?: string
}

const TLS_PARAMETERS = [
  'ssl',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'uselibpqcompat',
  'sslnegotiation',
]
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Reads a `postgres://` URL. TLS is used as by Heroku's own clients: always, except on localhost; the certificate is
 * verified only if the URL asks for it (`sslmode=verify-full`, `verify-ca` or `sslrootcert`), since Heroku's are
 * self-signed. `sslmode=disable` is obeyed.
 * @throws MigrationError `bad-target-url`
 */
export function parseTargetUrl(text: string): TargetUrl {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.hostname === '')
    throw badUrl('The target is not a Postgres URL.')
  const tls = tlsOf(url)
  for (const name of TLS_PARAMETERS) url.searchParams.delete(name)
  return {connectionString: url.href, where: `${url.hostname}:${url.port || '5432'}`, tls}
}

function tlsOf({hostname, searchParams}: URL): TargetTls {
  const file = (name: string): string | undefined => searchParams.get(name) ?? undefined
  const caFile = file('sslrootcert')
  return {
    mode: modeOf(searchParams.get('sslmode'), hostname, caFile !== undefined),
    caFile,
    certificateFile: file('sslcert'),
    keyFile: file('sslkey'),
  }
}

function modeOf(sslmode: string | null, hostname: string, hasCa: boolean): TargetTls['mode'] {
  switch (sslmode) {
    case 'disable':
      return 'none'
    case 'no-verify':
      return 'encrypt'
    case 'require':
      return hasCa ? 'verify-ca' : 'encrypt'
    case 'verify-ca':
    case 'verify-full':
      return sslmode
    case null:
    case 'allow':
    case 'prefer':
      if (hasCa) return 'verify-full'
      return LOCAL.has(hostname) ? 'none' : 'encrypt'
    default:
      throw badUrl(`Postgres has no sslmode ${sslmode}.`)
  }
}

function badUrl(what: string): MigrationError {
  return new MigrationError(what, {
    code: 'bad-target-url',
    suggestions: [
      'Use postgres://USER:PASSWORD@HOST:PORT/DATABASE, with special characters percent-encoded.',
    ],
  })
}
