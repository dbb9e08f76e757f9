import type {APIClient} from '@heroku-cli/command'
import {getHost} from '@heroku/heroku-cli-util/utils/pg'

import {translateError} from './translate-error.js'

/** Heroku's two APIs: apps, add-ons and config vars on one host, databases and restores on the other. */
export interface HerokuApi {
  platform: HerokuHost
  data: HerokuHost
}

/** Calls to one host. Each returns the body of the answer and throws a `MigrationError`, see translate-error.ts. */
export interface HerokuHost {
  get: <Body>(path: string, options?: CallOptions) => Promise<Body>
  post: <Body>(path: string, body?: object, options?: CallOptions) => Promise<Body>
  patch: <Body>(path: string, body: object, options?: CallOptions) => Promise<Body>
  delete: <Body>(path: string, body?: object, options?: CallOptions) => Promise<Body>
}

/** What a call may need besides its path and body. */
export interface CallOptions {
  headers?: Record<string, string>
  /** Take the first page only; otherwise lists are read to their end. */
  partial?: boolean
}

/** Headers with which add-ons come with their service and plan in full. */
export const EXPANDED = {'Accept-Expansion': 'addon_service,plan'}

/**
 * The API as the CLI's own client reaches it: its login, two-factor prompt, retries and warnings are kept.
 * It sends every verb up to five times more when a connection breaks, so each call here can be sent twice.
 */
export function herokuApi(client: APIClient, dataHost = getHost()): HerokuApi {
  return {platform: hostOf(client, 'platform'), data: hostOf(client, 'data', dataHost)}
}

function hostOf(client: APIClient, host: 'data' | 'platform', hostname?: string): HerokuHost {
  const call = async <Body>(
    method: string,
    path: string,
    {headers, ...options}: CallOptions & {body?: object},
  ): Promise<Body> => {
    try {
      // The client writes the token into the headers it is given: a copy, or the next call would send it again.
      const request = {...options, headers: {...headers}, method, ...(hostname && {hostname})}
      const answer = await client.request<Body>(path, request)
      return answer.body
    } catch (error) {
      throw translateError(error, {method, path, host})
    }
  }

  return {
    get: (path, options) => call('GET', path, {...options}),
    post: (path, body, options) => call('POST', path, {...options, body}),
    patch: (path, body, options) => call('PATCH', path, {...options, body}),
    delete: (path, body, options) => call('DELETE', path, {...options, body}),
  }
}
