import type {Buffer} from 'node:buffer'

import {checkJson} from './check-json.js'
import type {CopyBuffer} from './copy-buffer.js'
import {encodeText} from './encode-text.js'

/** JSON text that Postgres takes as jsonb. */
export function encodeJsonb(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkJson(bytes, start, end, 'jsonb')
  encodeText(bytes, start, end, out)
}

/** JSON text that Postgres takes as json, which keeps `\u0000` and halves of surrogate pairs. */
export function encodeJson(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkJson(bytes, start, end, 'json')
  encodeText(bytes, start, end, out)
}
