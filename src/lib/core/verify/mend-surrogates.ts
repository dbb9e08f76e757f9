import type {Buffer} from 'node:buffer'

/** U+FFFD, in UTF-8. */
const REPLACEMENT = [0xef, 0xbf, 0xbd]

/**
 * Text of bytes in which surrogates stand, three bytes each: a pair is its character, a lone half U+FFFD, as the plan
 * says of texts that hold some.
 */
export function mendSurrogates(bytes: Buffer): string {
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
