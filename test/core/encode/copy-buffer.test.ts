import {expect} from 'chai'
import * as fc from 'fast-check'

import {CopyBuffer} from '../../../src/lib/core/encode/copy-buffer.js'

type Write =
  {kind: 'append'; bytes: Uint8Array} | {kind: 'ascii'; text: string} | {kind: 'push'; byte: number}

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({kind: fc.constant('append' as const), bytes: fc.uint8Array({maxLength: 40})}),
  fc.record({kind: fc.constant('ascii' as const), text: fc.string({unit: 'grapheme-ascii', maxLength: 40})}),
  fc.record({kind: fc.constant('push' as const), byte: fc.nat(255)}),
)

describe('CopyBuffer', () => {
  it('holds what was written, in order, however small it began', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 64}), fc.array(write), (size, writes) => {
        const buffer = new CopyBuffer(size)
        for (const each of writes) apply(buffer, each)
        expect(buffer.take().equals(Buffer.concat(writes.map(each => bytesOf(each))))).to.equal(true)
      }),
    )
  })

  it('appends part of another buffer', () => {
    const buffer = new CopyBuffer(2)
    buffer.append(Buffer.from('abcdef'), 2, 5)
    expect(buffer.take().toString()).to.equal('cde')
  })

  it('makes room that the caller fills', () => {
    const buffer = new CopyBuffer(1)
    buffer.push(0x41)
    buffer.reserve(3)
    buffer.length += buffer.bytes.write('BCD', buffer.length)
    expect(buffer.take().toString()).to.equal('ABCD')
  })

  it('does not touch again what it has handed over', () => {
    const buffer = new CopyBuffer(8)
    buffer.appendAscii('first')
    const first = buffer.take()
    buffer.appendAscii('second')
    expect([first.toString(), buffer.take().toString(), buffer.take().length]).to.deep.equal([
      'first',
      'second',
      0,
    ])
  })
})

function apply(buffer: CopyBuffer, each: Write): void {
  if (each.kind === 'push') buffer.push(each.byte)
  else if (each.kind === 'ascii') buffer.appendAscii(each.text)
  else buffer.append(Buffer.from(each.bytes), 0, each.bytes.length)
}

function bytesOf(each: Write): Buffer {
  if (each.kind === 'push') return Buffer.from([each.byte])
  return each.kind === 'ascii' ? Buffer.from(each.text, 'latin1') : Buffer.from(each.bytes)
}
