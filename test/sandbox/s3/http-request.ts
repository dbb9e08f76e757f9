import {once} from 'node:events'
import {type IncomingMessage, request as send, type RequestOptions} from 'node:http'
import {text} from 'node:stream/consumers'

/** One plain HTTP request, for what the SDK would never send. */
export async function httpRequest(
  url: string,
  {body, ...options}: RequestOptions & {body?: string | Buffer} = {},
): Promise<{status?: number; headers: IncomingMessage['headers']; body: string; code?: string}> {
  const request = send(url, options)
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const answer = await text(response)
  const code = /<Code>(\w+)<\/Code>/.exec(answer)?.[1]
  return {status: response.statusCode, headers: response.headers, body: answer, code}
}
