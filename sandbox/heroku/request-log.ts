import {redact} from '../../src/lib/core/migration-error.js'

/** A call that reached the sandbox, without secrets. */
export interface LoggedRequest {
  at: string
  method: string
  path: string
  /** 0 if the connection was cut. */
  status: number
  body?: unknown
}

/** Makes a log entry without config var values and passwords; anything else that may hold a URL is redacted. */
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

/** A JSON value without the credentials in its URLs. */
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
