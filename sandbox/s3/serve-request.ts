import {randomBytes} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'

import {type AnswerContext, answerRequest} from './answer-request.js'
import {ConnectionCut, type FaultOutcome, type S3Request} from './fault.js'
import type {S3Answer} from './s3-call.js'
import {errorDocument, refusal, S3Error} from './s3-error.js'

/** An answered request in the log, without its signature. */
export interface LoggedRequest extends Partial<S3Request> {
  method: string
  /** 0 if the connection ended without an answer. */
  status: number
  /** S3's error code, if the request was refused. */
  code?: string
}

/** Answers a request over HTTP: operation or refusal, headers, body. */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: AnswerContext,
): Promise<LoggedRequest> {
  const logged: LoggedRequest = {method: request.method ?? '', status: 0}
  let outcome: FaultOutcome
  const onRequest = async (asked: S3Request) => {
    Object.assign(logged, asked)
    outcome = await context.onRequest(asked)
    return outcome
  }

  try {
    const answer = await answerRequest(request, {...context, onRequest})
    if (outcome === 'lose-answer') throw new ConnectionCut()
    logged.status = answer.status ?? 200
    await send(response, answer)
  } catch (error) {
    await refuse(request, response, error, logged)
  }

  return logged
}

/** Sends a refusal, unless the client is gone or its connection should be cut. */
async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  logged: LoggedRequest,
): Promise<void> {
  if (error instanceof ConnectionCut || response.headersSent || (request.destroyed && !request.complete)) {
    response.destroy()
    return
  }

  const refused = error instanceof S3Error ? error : refusal('InternalError', String(error))
  logged.status = refused.status
  logged.code = refused.code
  // A body that was never asked for must not be read as the next request.
  const isUnread = request.headers.expect !== undefined && !request.complete
  await send(response, {
    status: refused.status,
    headers: {
      'content-type': 'application/xml',
      ...refused.more.headers,
      ...(isUnread && {connection: 'close'}),
    },
    body: errorDocument(refused, (request.url ?? '').split('?')[0] ?? '', requestId()),
  }).catch(() => response.destroy())
}

async function send(response: ServerResponse, {status = 200, headers = {}, body}: S3Answer): Promise<void> {
  const isText = typeof body === 'string'
  response.writeHead(status, {
    'x-amz-request-id': requestId(),
    ...(isText && {'content-type': 'application/xml', 'content-length': Buffer.byteLength(body)}),
    ...headers,
  })
  if (body === undefined || isText) response.end(body)
  else await pipeline(Readable.from(body), response)
}

function requestId(): string {
  return randomBytes(8).toString('hex').toUpperCase()
}
