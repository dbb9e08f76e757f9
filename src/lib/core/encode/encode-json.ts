import type {Buffer} from 'node:buffer'

import {checkJson} from './check-json.js'
import type {CopyBuffer} from './copy-buffer.js'
import {encodeText} from './encode-text.js'

/** Writes JSON text that Postgres accepts as jsonb; refuses other text. */
export function encodeJsonb(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkJson(bytes, start, end, 'jsonb')
  encodeText(bytes, start, end, out)
}

/** Writes JSON text that Postgres accepts as json, `\u0000` and halves of surrogate pairs included; refuses other text. */
export function encodeJson(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkJson(bytes, start, end, 'json')
  encodeText(bytes, start, end, out)
}
