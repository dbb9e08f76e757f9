import {expect} from 'chai'
import {Buffer} from 'node:buffer'
import {CopyBuffer} from '../../../src/lib/core/encode/copy-buffer.js'
import {encodeText} from '../../../src/lib/core/encode/encode-text.js'
import {RefusedValue} from '../../../src/lib/core/encode/refused-value.js'
import {around, ASCII, inPacket, PLACES} from './in-packet.js'

/** As "Text Format" of COPY's manual page has them. */
const ESCAPES = new Map([
  [0x08, String.raw`\b`],
  [0x09, String.raw`\t`],
  [0x0a, String.raw`\n`],
  [0x0b, String.raw`\v`],
  [0x0c, String.raw`\f`],
  [0x0d, String.raw`\r`],
  [0x5c, String.raw`\\`],
])
function encoded(value: Buffer): string {
  const {bytes, start, end} = inPacket(value)
  const out = new CopyBuffer(16)
  out.push(0x3e)
  encodeText(bytes, start, end, out)
  return out.take().toString()
}

describe('encodeText', () => {
  it('escapes what COPY reads as something else, and nothing more, wherever it stands', () => {
    for (const byte of ASCII.slice(1))
      for (const place of PLACES) {
        const text = ESCAPES.get(byte) ?? String.fromCodePoint(byte)
        expect(encoded(around(byte, place))).to.equal(
          `>${'~'.repeat(place.before)}${text}${' '.repeat(place.after)}`,
        )
      }
  })

  it('escapes several in a row', () => {
    expect(encoded(Buffer.from('a\t\n\\\\b\r'))).to.equal(String.raw`>a\t\n\\\\b\r`)
  })

  it('refuses NUL wherever it stands', () => {
    for (const place of PLACES) expect(() => encoded(around(0, place))).to.throw(RefusedValue)
  })

  it('takes characters of two, three and four bytes, and refuses them cut off, wherever they stand', () => {
    for (const character of ['é', '€', '😀'])
      for (const place of PLACES) {
        const bytes = Buffer.from(character)
        expect(encoded(around(bytes, place))).to.contain(character)
        expect(() => encoded(around(bytes.subarray(0, -1), place))).to.throw(RefusedValue)
      }
  })
})
