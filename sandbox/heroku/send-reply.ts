import {randomUUID} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {pipeline} from 'node:stream/promises'
import {etag} from './paging.js'
import type {Reply} from './router.js'

/** Writes a reply with the headers that Heroku puts on every answer. */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  rateLimitRemaining: number,
): Promise<void> {
  if (reply.file !== undefined) return sendFile(response, reply.file)
  const text = reply.text ?? JSON.stringify(reply.body ?? {})
  const asked = request.headers['request-id']
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'request-id': asked ? `${randomUUID()},${String(asked)}`.slice(0, 7000) : randomUUID(),
    'ratelimit-remaining': rateLimitRemaining,
    'ratelimit-multiplier': 1,
    etag: etag(text),
    ...reply.headers,
  })
  response.end(text)
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const {size} = await stat(file)
  response.writeHead(200, {'content-type': 'application/octet-stream', 'content-length': size})
  await pipeline(createReadStream(file), response)
}
