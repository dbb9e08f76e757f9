import {ApiError} from './api-error.js'
import type {HerokuState} from './heroku-state.js'
import {findRoute, type Call, type Reply, type Route} from './router.js'

/** Answers a request: checks token, rate limit and version, finds the route, and words errors as Heroku does. */
export async function answerCall(
  state: HerokuState,
  routes: Route[],
  call: Omit<Call, 'params'>,
): Promise<Reply> {
  const found = findRoute(routes, call.method, call.path)
  try {
    if (!call.path.startsWith('/__sandbox/')) checkCaller(state, call)
    if (!found) throw new ApiError(404, 'not_found', 'The requested API endpoint was not found.')
    return await found.route.handle({...call, params: found.params})
  } catch (error) {
    return errorReply(error)
  }
}

function checkCaller(state: HerokuState, {headers, path}: Omit<Call, 'params'>): void {
  const basic = `Basic ${Buffer.from(`:${state.token}`).toString('base64')}`
  if (headers.authorization !== `Bearer ${state.token}` && headers.authorization !== basic)
    throw new ApiError(401, 'unauthorized', 'Invalid credentials provided.')
  const isDataApi = /^\/(client|postgres|data)\//.test(path)
  if (isDataApi) return
  spendRequest(state, path)
  if (!/application\/vnd\.heroku\+json; *version=3/.test(headers.accept ?? ''))
    throw new ApiError(
      406,
      'not_acceptable',
      'The Accept header has to name application/vnd.heroku+json; version=3.',
    )
}

/** Counts a request against the rate limit; reading the limit itself is free. */
function spendRequest({settings}: HerokuState, path: string): void {
  if (path === '/account/rate-limits') return
  if (settings.rateLimitRemaining <= 0)
    throw new ApiError(
      429,
      'rate_limit',
      'Your account reached the API rate limit. Please wait a few minutes before making new requests.',
    )
  settings.rateLimitRemaining--
}

function errorReply(error: unknown): Reply {
  if (error instanceof ApiError)
    return {status: error.status, body: {id: error.id, message: error.message, ...error.fields}}
  const message = error instanceof Error ? error.message : String(error)
  return {status: 500, body: {id: 'internal_server_error', message: `The sandbox failed: ${message}`}}
}
