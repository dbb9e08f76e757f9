import type {IncomingHttpHeaders} from 'node:http'

/** One request, read to its end. */
export interface Call {
  method: string
  path: string
  query: URLSearchParams
  params: Record<string, string>
  headers: IncomingHttpHeaders
  /** Parsed JSON; `undefined` where there was none. */
  body: unknown
}

/** What goes back: `body` as JSON, `text` as it is (the Data API's 404 says JSON and sends HTML), or a file. */
export interface Reply {
  status: number
  body?: unknown
  text?: string
  file?: string
  headers?: Record<string, string>
}

/** Answers a request. */
export type Handler = (call: Call) => Promise<Reply> | Reply

/** Which requests a handler answers. */
export interface Route {
  method: string
  pattern: RegExp
  handle: Handler
}

/** `route('GET', '/apps/:app', …)`: each `:name` takes one path segment into `call.params`. */
export function route(method: string, path: string, handle: Handler): Route {
  const pattern = new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
  return {method, pattern, handle}
}

/** The first route that fits, with the path's values decoded. */
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
