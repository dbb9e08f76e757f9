import type {Buffer} from 'node:buffer'

/** U+FFFD, in UTF-8. */
const REPLACEMENT = [0xef, 0xbf, 0xbd]

/** Reads MySQL's bytes of a text, and the text that Postgres has, so that equal texts are equal; undefined for other kinds. */
export function rereadText(
  kind: string,
): {mysql: (bytes: Buffer) => string; postgres: (text: string) => string} | undefined {
  // A byte that is not a character is `?` when it is sent, but may be U+FFFD when it is converted.
  if (kind === 'gaps ascii') return {mysql: asciiOnly, postgres: text => text}
  if (kind.startsWith('gaps ')) return {mysql: bytes => withoutGaps(bytes.toString()), postgres: withoutGaps}
  const charset = /^surrogates (.*)/.exec(kind)?.[1]
  return charset === undefined ? undefined : {mysql: bytes => mended(bytes, charset), postgres: text => text}
}

/** ASCII is compared by its bytes, which may be UTF-8 by accident. */
function asciiOnly(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\u0080-\u00FF]/g, '?')
}

function withoutGaps(text: string): string {
  return text.replaceAll('\uFFFD', '?')
}

function mended(bytes: Buffer, charset: string): string {
  if (charset === 'ucs2') return new TextDecoder('utf-16be').decode(bytes)
  return charset === 'utf32' ? mendedUtf32(bytes) : mendSurrogates(bytes)
}

/** Two halves that stand side by side are one character in a string; alone they have no UTF-8. */
function mendedUtf32(bytes: Buffer): string {
  const codes = Array.from({length: bytes.length >> 2}, (_, at) => bytes.readUInt32BE(at * 4))
  return new TextDecoder().decode(
    new TextEncoder().encode(codes.map(code => String.fromCodePoint(code)).join('')),
  )
}

/**
 * Text of bytes in which surrogates stand, three bytes each: a pair is its character, a lone half U+FFFD, as the plan
 * says of texts that hold some.
 */
function mendSurrogates(bytes: Buffer): string {
  const mended: number[] = []
  const half = (at: number): number =>
    bytes[at] === 0xed && (bytes[at + 1] ?? 0) >= 0xa0
      ? 0xd0_00 | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f)
      : 0
  for (let at = 0; at < bytes.length; at++) {
    const [high, low] = [half(at), half(at + 3)]
    if (high === 0) mended.push(bytes[at]!)
    else if (high < 0xdc_00 && low >= 0xdc_00) {
      mended.push(...utf8(0x1_00_00 + ((high - 0xd8_00) << 10) + (low - 0xdc_00)))
      at += 5
    } else {
      mended.push(...REPLACEMENT)
      at += 2
    }
  }

  return new TextDecoder().decode(new Uint8Array(mended))
}

/** A character beyond U+FFFF. */
function utf8(code: number): number[] {
  return [
    0xf0 | (code >> 18),
    0x80 | ((code >> 12) & 0x3f),
    0x80 | ((code >> 6) & 0x3f),
    0x80 | (code & 0x3f),
  ]
}
