import {once} from 'node:events'
import * as http from 'node:http'
import * as https from 'node:https'

import {MigrationError} from '../core/migration-error.js'

const WAIT_MS = 30_000
/** An answer is short, unless the server ignores ranges and sends the whole object. */
const LONGEST_ANSWER = 1 << 16

/**
 * Reads the first byte of a presigned URL, to prove that whoever has the URL can read the object.
 * Returns the object's size in bytes; throws MigrationError `presigned-url-expired` or `presigned-url-refused`.
 */
export async function tryPresigned(url: string): Promise<{bytes: number}> {
  const {status, range, body} = await readFirstByte(url)
  const size = /\/(\d+)$/.exec(range)?.[1]
  if (status === 206 && size !== undefined) return {bytes: Number(size)}
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? `status ${status}`
  throw code === 'ExpiredToken' || body.includes('Request has expired')
    ? expired()
    : refused(`S3 answered ${code}`)
}

async function readFirstByte(url: string): Promise<{status?: number; range: string; body: string}> {
  const {get} = url.startsWith('https:') ? https : http
  try {
    const request = get(url, {headers: {range: 'bytes=0-0'}, signal: AbortSignal.timeout(WAIT_MS)})
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    const {statusCode, headers} = response
    return {status: statusCode, range: headers['content-range'] ?? '', body: await startOf(response)}
  } catch {
    throw refused('S3 did not answer')
  }
}

async function startOf(response: http.IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes >= LONGEST_ANSWER) break
  }

  return Buffer.concat(pieces).toString()
}

function expired(): MigrationError {
  return new MigrationError('The presigned URL of the uploaded archive has expired.', {
    code: 'presigned-url-expired',
    suggestions: ['Use credentials that last longer, and check the clock of this computer.'],
  })
}

function refused(why: string): MigrationError {
  return new MigrationError(`The presigned URL of the uploaded archive does not work: ${why}.`, {
    code: 'presigned-url-refused',
    suggestions: ['Allow the credentials s3:GetObject on the bucket, without conditions on the reader.'],
  })
}
