import type {IncomingHttpHeaders} from 'node:http'

/** A request that has been read completely. */
export interface Call {
  method: string
  path: string
  query: URLSearchParams
  params: Record<string, string>
  headers: IncomingHttpHeaders
  /** Parsed JSON; `undefined` if there was none. */
  body: unknown
}

/** A reply: `body` as JSON, `text` unchanged (the Data API's 404 is HTML declared as JSON), or a file. */
export interface Reply {
  status: number
  body?: unknown
  text?: string
  file?: string
  headers?: Record<string, string>
}

/** Answers a request. */
export type Handler = (call: Call) => Promise<Reply> | Reply

/** A handler, and the requests that it answers. */
export interface Route {
  method: string
  pattern: RegExp
  handle: Handler
}

/** Makes a route: `route('GET', '/apps/:app', …)`; each `:name` puts one path segment into `call.params`. */
export function route(method: string, path: string, handle: Handler): Route {
  const pattern = new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
  return {method, pattern, handle}
}

/** Finds the first matching route, and decodes the values in the path. */
export function findRoute(
  routes: Route[],
  method: string,
  path: string,
): {route: Route; params: Record<string, string>} | undefined {
  for (const candidate of routes) {
    const match = candidate.method === method ? candidate.pattern.exec(path) : null
    if (match) return {route: candidate, params: decoded(match.groups ?? {})}
  }

  return undefined
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}
