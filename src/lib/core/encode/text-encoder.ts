import {Buffer, isUtf8} from 'node:buffer'

import {encodeText} from './encode-text.js'
import {encodeAsciiText, encodeSinglyEncoded} from './encode-expected-text.js'
import type {Encoding} from './encoding.js'
import type {ValueEncoder} from './value-encoder.js'

/** Makes the encoder of a text column, which treats NUL bytes and surrogates as the encoding says and refuses other invalid text. */
export function textEncoder({nul, surrogates, expected}: Extract<Encoding, {kind: 'text'}>): ValueEncoder {
  const append = expected === undefined ? encodeText : EXPECTED[expected]
  const mendNul = nul === 'strip' || nul === 'replace'
  if (!mendNul && surrogates !== 'replace') return append
  return (bytes, start, end, out) => {
    let value = bytes.subarray(start, end)
    if (mendNul && value.includes(0)) value = withoutNul(value, nul)
    if (surrogates === 'replace' && !isUtf8(value)) value = withoutSurrogates(value)
    append(value, 0, value.length, out)
  }
}

const EXPECTED = {ascii: encodeAsciiText, 'singly-encoded': encodeSinglyEncoded}

/** U+2400, the symbol for NUL, in UTF-8; here and below, each character of a JavaScript string stands for a byte. */
const NUL_SYMBOL = '\u00E2\u0090\u0080'
/** U+FFFD, the replacement character. */
const REPLACEMENT = '\u00EF\u00BF\u00BD'
const PAIR = /\u00ED[\u00A0-\u00AF][\u0080-\u00BF]\u00ED[\u00B0-\u00BF][\u0080-\u00BF]/g
const SURROGATE = /\u00ED[\u00A0-\u00BF][\u0080-\u00BF]/g

function withoutNul(value: Buffer, nul: 'replace' | 'strip'): Buffer {
  return mend(value, text => text.replaceAll('\0', nul === 'strip' ? '' : NUL_SYMBOL))
}

/** A pair of surrogates, each three bytes long (as in CESU-8), becomes its character, a lone one U+FFFD. */
function withoutSurrogates(value: Buffer): Buffer {
  return mend(value, text => text.replaceAll(PAIR, character).replaceAll(SURROGATE, REPLACEMENT))
}

function mend(value: Buffer, change: (text: string) => string): Buffer {
  return Buffer.from(change(value.toString('latin1')), 'latin1')
}

function character(pair: string): string {
  const half = (at: number): number =>
    0xd0_00 | ((pair.charCodeAt(at) & 0x3f) << 6) | (pair.charCodeAt(at + 1) & 0x3f)
  return Buffer.from(String.fromCharCode(half(1), half(4))).toString('latin1')
}
