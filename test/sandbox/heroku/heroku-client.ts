import {once} from 'node:events'
import http, {type IncomingHttpHeaders, type IncomingMessage} from 'node:http'
import {text} from 'node:stream/consumers'
import {startHeroku, type HerokuOptions, type RunningHeroku} from '../../../sandbox/heroku/start-heroku.js'
import {demoApps} from '../../../sandbox/heroku/demo-apps.js'
import {postgresUrl} from '../../servers.js'

export interface Answer<T> {
  status: number
  headers: IncomingHttpHeaders
  body: T
}

/** The sandbox's Heroku and a plain HTTP client for it. */
export interface HerokuClient {
  heroku: RunningHeroku
  /** `call('PATCH /apps/sushi', {maintenance: true})`; headers are added to those every client sends. */
  call<T = Record<string, unknown>>(
    request: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>
  stop(): Promise<void>
}

/** All delays are a few milliseconds: what is tested is the order of states, not patience. */
const QUICK = {
  provisionDelayMs: 20,
  deprovisionDelayMs: 20,
  dynoStartDelayMs: 20,
  dynoStopDelayMs: 60,
  releasePhaseDelayMs: 40,
  transferDelayMs: 40,
}

export async function startHerokuClient(options: Partial<HerokuOptions> = {}): Promise<HerokuClient> {
  const apps = demoApps({mysqlUrl: 'mysql://u:p@127.0.0.1/sushi'})
  const settings = {...QUICK, ...options.settings}
  const heroku = await startHeroku({postgresAdminUrl: postgresUrl(), apps, ...options, settings})
  return {heroku, call: (...request) => send(heroku.url, ...request), stop: () => heroku.stop()}
}

/** Asks again every 20 ms until the answer is as wanted. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 500; tries++) {
    const answer = await ask()
    if (wanted(answer)) return answer
    await new Promise(resolve => {
      setTimeout(resolve, 20)
    })
  }

  throw new Error('It did not happen within ten seconds.')
}

async function send<T>(
  url: string,
  request: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const [method, path = '/'] = request.split(' ', 2)
  const sent = body === undefined ? '' : JSON.stringify(body)
  const outgoing = http.request(url + path, {
    method,
    agent: false,
    headers: {
      accept: 'application/vnd.heroku+json; version=3',
      authorization: 'Bearer sandbox',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(sent)),
      ...headers,
    },
  })
  outgoing.end(sent)
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  const answer = await text(response)
  const json = answer.startsWith('<') ? answer : (JSON.parse(answer) as unknown)
  return {status: response.statusCode ?? 0, headers: response.headers, body: json as T}
}
