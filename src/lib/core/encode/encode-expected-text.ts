import type {Buffer} from 'node:buffer'

import {mayBeDoublyEncoded} from '../convert/text/double-encoding.js'
import type {CopyBuffer} from './copy-buffer.js'
import {checkUtf8, escapeText} from './encode-text.js'
import {RefusedValue} from './refused-value.js'

/** Like `encodeText`, but also refuses text that may be UTF-8 that was once read as latin1. */
export function encodeSinglyEncoded(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (escapeText(bytes, start, end, out)) return
  checkUtf8(bytes, start, end)
  if (mayBeDoublyEncoded(bytes.subarray(start, end)))
    throw new RefusedValue('it may be UTF-8 that was taken for latin1')
}

/** Like `encodeText`, but also refuses text that is not ASCII. */
export function encodeAsciiText(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  if (!escapeText(bytes, start, end, out)) throw new RefusedValue('it is not ASCII')
}
