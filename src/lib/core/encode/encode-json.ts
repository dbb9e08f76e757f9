import type {Buffer} from 'node:buffer'

import type {CopyBuffer} from './copy-buffer.js'
import {encodeText} from './encode-text.js'
import {RefusedValue} from './refused-value.js'

const BACKSLASH = 0x5c
const LOWER_U = 0x75

/** JSON text; refuses the escapes that jsonb refuses although JSON has them. */
export function encodeJson(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkEscapes(bytes.subarray(start, end))
  encodeText(bytes, start, end, out)
}

function checkEscapes(json: Buffer): void {
  let backslash = json.indexOf(BACKSLASH)
  while (backslash !== -1) {
    const next = json[backslash + 1] === LOWER_U ? afterUnicode(json, backslash) : backslash + 2
    backslash = json.indexOf(BACKSLASH, next)
  }
}

/** Where reading goes on after `\u0041`, or after a pair of surrogates. */
function afterUnicode(bytes: Buffer, backslash: number): number {
  const code = unicode(bytes, backslash)
  if (code === 0) throw new RefusedValue(String.raw`it holds \u0000, which jsonb cannot`)
  if (code < 0xd8_00 || code > 0xdf_ff) return backslash + 6
  const low = unicode(bytes, backslash + 6)
  if (code > 0xdb_ff || low < 0xdc_00 || low > 0xdf_ff)
    throw new RefusedValue('it holds half of a surrogate pair, which jsonb refuses')
  return backslash + 12
}

/** The number of `\u0041`, -1 where there is no such escape. */
function unicode(bytes: Buffer, at: number): number {
  if (bytes[at] !== BACKSLASH || bytes[at + 1] !== LOWER_U) return -1
  return Number.parseInt(bytes.toString('latin1', at + 2, at + 6), 16)
}
