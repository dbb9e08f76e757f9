import {MigrationError} from '../core/migration-error.js'

/** Which call failed, for messages: `GET /apps/sushi`. */
export interface FailedCall {
  method: string
  path: string
  host: 'data' | 'platform'
}

/**
 * Turns whatever the API client throws into a MigrationError. The API's own message is kept;
 * `code` is `heroku-` and the API's id (`heroku-two-factor`), or the status if there is no id or the status says more.
 */
export function translateError(error: unknown, call: FailedCall): MigrationError {
  if (error instanceof MigrationError) return error
  if (error instanceof SyntaxError) return badAnswer(call)
  const {status, body, code} = partsOf(error)
  if (status) return refused(status, body, call)
  if (code) return unreachable(code, call)
  return otherError(error instanceof Error ? error.message : String(error), call)
}

/** Whether the API said that something does not exist (yet, or any more). */
export function isNotFound(error: unknown): boolean {
  return hasCode(error, 'heroku-not-found')
}

/** Whether the API asks for the app's name in `confirm` before it replaces something. */
export function needsConfirmation(error: unknown): boolean {
  return hasCode(error, 'heroku-confirmation-required')
}

/** Whether the same call may well succeed a little later. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof MigrationError &&
    /^heroku-(unreachable|timeout|rate-limit|bad-answer|http-5\d\d)$/.test(error.code)
  )
}

/** Whether an error is ours and has this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof MigrationError && error.code === code
}

/** Reads the fields that the client's error classes share; `HerokuAPIError` keeps its status one level down, in `http`. */
function partsOf(error: unknown): {status?: number; body?: ErrorBody; code?: string} {
  if (typeof error !== 'object' || error === null) return {}
  const {http, statusCode, body, code} = error as ClientError
  return {
    status: http?.statusCode ?? statusCode,
    body: typeof body === 'object' ? (body ?? undefined) : undefined,
    code,
  }
}

/** The error for an answer that is not JSON: the data host answers an unknown path with HTML that it calls JSON. */
function badAnswer(call: FailedCall): MigrationError {
  return call.host === 'data'
    ? new MigrationError(`Couldn't find ${call.path}.`, {code: 'heroku-not-found'})
    : new MigrationError(`Heroku's API gave an answer to ${call.method} ${call.path} that is not JSON.`, {
        code: 'heroku-bad-answer',
        suggestions: [LOOK_AT_STATUS],
      })
}

function refused(status: number, body: ErrorBody | undefined, {method, path}: FailedCall): MigrationError {
  const code = codeOf(status, body?.id)
  const message = body?.message ?? body?.error ?? `Heroku's API answered ${status} to ${method} ${path}.`
  const suggestions = [...(SUGGESTIONS[code] ?? []), ...(status >= 500 ? [LOOK_AT_STATUS] : [])]
  if (body?.url) suggestions.push(`See ${body.url} for more information.`)
  return new MigrationError(message, {code, suggestions})
}

function codeOf(status: number, id: string | undefined): string {
  if (status >= 500) return `heroku-http-${status}`
  const fixed = CODES[status]
  if (fixed) return fixed
  return id ? `heroku-${id.replaceAll('_', '-')}` : `heroku-http-${status}`
}

function unreachable(code: string, {method, path}: FailedCall): MigrationError {
  return new MigrationError(`Couldn't reach Heroku's API: ${code} at ${method} ${path}.`, {
    code: 'heroku-unreachable',
    suggestions: ['Check the network connection.', LOOK_AT_STATUS],
  })
}

function otherError(message: string, {method, path}: FailedCall): MigrationError {
  if (message === 'Request timed out')
    return new MigrationError(`Heroku's API did not answer ${method} ${path} within a minute.`, {
      code: 'heroku-timeout',
      suggestions: [LOOK_AT_STATUS],
    })
  const code = message.includes('HEROKU_API_KEY is invalid') ? 'heroku-unauthorized' : 'heroku-error'
  return new MigrationError(message, {code})
}

const LOOK_AT_STATUS = 'See https://status.heroku.com for incidents.'

const CODES: Record<number, string> = {404: 'heroku-not-found', 410: 'heroku-gone', 429: 'heroku-rate-limit'}

const SUGGESTIONS: Record<string, string[]> = {
  'heroku-unauthorized': ['Log in with: heroku login'],
  'heroku-forbidden': ["Ask the app's owner for access, or look who you are with: heroku auth:whoami"],
  'heroku-rate-limit': ['Wait some minutes: the API allows about 75 requests a minute.'],
  'heroku-verification-needed': ['Verify the account at https://heroku.com/verify'],
}

/** `id` and `message` come from the Platform API, `error` from some calls of the Data API. */
interface ErrorBody {
  id?: string
  message?: string
  error?: string
  url?: string
}

interface ClientError {
  http?: {statusCode?: number}
  statusCode?: number
  body?: ErrorBody | string | null
  code?: string
}
