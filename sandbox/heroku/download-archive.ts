import {once} from 'node:events'
import http from 'node:http'
import https from 'node:https'

/** Heroku downloads the rest of a file in ranges of this size. */
const RANGE_BYTES = 20 * 1024 * 1024

/** A file that is being downloaded. */
export interface Download {
  contentLength: number
  /** The whole file in order; throws if a later range is refused or a connection breaks. */
  chunks: AsyncGenerator<Buffer>
}

/**
 * Downloads as Heroku's transfer service does: the first GET has to be answered with 200 and a Content-Length, and a file of
 * more than 20 MB takes further GETs with ranges, so a presigned URL has to stay valid until the last of them.
 */
export async function downloadArchive(
  url: string,
  signal: AbortSignal,
  rangeBytes = RANGE_BYTES,
): Promise<Download> {
  const first = await get(url, {signal})
  const contentLength = Number(first.headers['content-length'])
  if (first.statusCode === 200 && contentLength > 0)
    return {contentLength, chunks: inRanges({url, signal, rangeBytes}, first, contentLength)}
  first.destroy()
  throw new Error(`could not download: HTTP status ${first.statusCode}, ${contentLength || 'unknown'} bytes`)
}

interface Source {
  url: string
  signal: AbortSignal
  rangeBytes: number
}

async function* inRanges(
  {url, signal, rangeBytes}: Source,
  first: http.IncomingMessage,
  length: number,
): AsyncGenerator<Buffer> {
  yield* upTo(first, Math.min(rangeBytes, length))
  for (let start = rangeBytes; start < length; start += rangeBytes) {
    const end = Math.min(start + rangeBytes, length)
    const response = await get(url, {signal, headers: {range: `bytes=${start}-${end - 1}`}})
    if (response.statusCode !== 206) throw new Error(`could not download: HTTP status ${response.statusCode}`)
    yield* upTo(response, end - start)
  }
}

/** @yields as many bytes of an answer as asked for; the answer is closed if it is longer */
async function* upTo(response: http.IncomingMessage, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes
  for await (const chunk of response as AsyncIterable<Buffer>) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }

  if (left > 0) throw new Error('could not download: the connection ended early')
}

async function get(url: string, options: http.RequestOptions): Promise<http.IncomingMessage> {
  const request = (url.startsWith('https:') ? https : http).get(url, options)
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  return response
}
