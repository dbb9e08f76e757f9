import {refusal} from './s3-error.js'

/** First and last byte of a range, both included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Reads a Range header: `bytes=a-b`, `bytes=a-` and `bytes=-n`. Anything else means the whole object, as with S3;
 * a range that begins past the end is refused.
 */
export function parseRange(header: string | undefined, bytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (first === '' && last === '') return undefined
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  const range =
    first === ''
      ? {start: Math.max(bytes - Number(last), 0), end: bytes - 1}
      : {start: Number(first), end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)}
  if (range.start > range.end) throw refusal('InvalidRange', undefined, {ActualObjectSize: String(bytes)})
  return range
}
