import type http from 'node:http'
import {setTimeout as sleep} from 'node:timers/promises'
import {answerCall} from './answer-call.js'
import type {Fault, Faults} from './faults.js'
import type {HerokuState} from './heroku-state.js'
import {loggedRequest, type LoggedRequest} from './request-log.js'
import type {Call, Reply, Route} from './router.js'
import {sendReply} from './send-reply.js'

/** What is needed to answer a request. */
export interface Serving {
  state: HerokuState
  routes: Route[]
  faults: Faults
  requests: LoggedRequest[]
}

/** Serves one API over HTTP: simulated failures first, then the answer, then the log. */
export function requestListener(serving: Serving): http.RequestListener {
  return (request, response) => {
    serve(serving, request, response).catch(() => response.destroy())
  }
}

async function serve(
  serving: Serving,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const {state, routes, faults, requests} = serving
  const call = await readCall(request)
  const target = request.url ?? '/'
  const isOurs = target.startsWith('/__sandbox/')
  const fault = isOurs ? undefined : faults.take(call.method, target)
  if (fault?.delayMs && fault.when !== 'after') await sleep(fault.delayMs)
  const reply =
    fault && isFinal(fault) && fault.when !== 'after' ? undefined : await answerCall(state, routes, call)
  if (fault?.delayMs && fault.when === 'after') await sleep(fault.delayMs)
  const answer = fault && isFinal(fault) ? faultReply(fault) : reply
  if (!isOurs) requests.push(loggedRequest(call.method, target, answer?.status ?? 0, call.body))
  if (answer) await sendReply(request, response, answer, state.settings.rateLimitRemaining)
  else request.socket.resetAndDestroy()
}

function isFinal({reset, status}: Fault): boolean {
  return reset === true || status !== undefined
}

/** The reply of a simulated failure; `undefined` cuts the connection. */
function faultReply({status, body, text, headers}: Fault): Reply | undefined {
  return status === undefined ? undefined : {status, body, text, headers}
}

async function readCall(request: http.IncomingMessage): Promise<Omit<Call, 'params'>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const text = Buffer.concat(chunks).toString()
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: parsed(text),
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
