import {redact} from '../../src/lib/core/migration-error.js'

/** One call that reached the sandbox; secrets are taken out before it is kept. */
export interface LoggedRequest {
  at: string
  method: string
  path: string
  /** 0 where the connection was cut. */
  status: number
  body?: unknown
}

/** Config var values and passwords never enter the log; what else may hold a URL is redacted. */
export function loggedRequest(method: string, path: string, status: number, body: unknown): LoggedRequest {
  const shown = path.includes('/config-vars') ? masked(body) : redactedJson(body)
  return {
    at: new Date().toISOString(),
    method,
    path: redact(path),
    status,
    ...(body === undefined ? {} : {body: shown}),
  }
}

/** A JSON value with the credentials of all its URLs taken out. */
export function redactedJson(value: unknown): unknown {
  return value === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? redact(inner) : inner)),
      )
}

/** `null` stays visible: it says that a config var was unset. */
function masked(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, value === null ? null : '***']),
  )
}
