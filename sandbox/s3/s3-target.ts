import {refusal} from './s3-error.js'
import type {SignedRequest} from './signed-request.js'

/** The parts of a request's path-style URL: `/bucket/key?query`. */
export interface S3Target {
  on: 'service' | 'bucket' | 'object'
  /** Still encoded, as the signature covers it. */
  path: string
  bucketName: string
  key: string
  query: SignedRequest['query']
}

/** S3's limit for a key, in bytes of UTF-8. */
const LONGEST_KEY = 1024

/** Parses the URL of a request; `url` is path and query as they were sent. */
export function readTarget(url: string): S3Target {
  const [path = '/', queryText = ''] = splitOnce(url, '?')
  const [bucketName = '', key = ''] = splitOnce(path.slice(1), '/').map(decode)
  if (Buffer.byteLength(key) > LONGEST_KEY) throw refusal('KeyTooLongError')
  const on = bucketName === '' ? 'service' : key === '' ? 'bucket' : 'object'
  return {on, path, bucketName, key, query: readQuery(queryText)}
}

function readQuery(text: string): SignedRequest['query'] {
  return text
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const [name = '', value = ''] = splitOnce(pair, '=').map(part => decode(part.replaceAll('+', ' ')))
      return [name, value]
    })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw refusal('InvalidArgument', "Couldn't parse the specified URI.")
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}
