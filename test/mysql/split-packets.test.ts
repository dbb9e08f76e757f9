import {expect} from 'chai'
import {Buffer} from 'node:buffer'
import {array, assert, integer, property, uint8Array} from 'fast-check'

import {splitPackets} from '../../src/lib/mysql/split-packets.js'

/** A payload as it goes over the wire: 2^24-1 bytes at most in a part, and one that is shorter at the end. */
function onTheWire(payload: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let start = 0; start <= payload.length; start += 0xff_ff_ff) {
    const part = payload.subarray(start, start + 0xff_ff_ff)
    const header = Buffer.alloc(4)
    header.writeUIntLE(part.length, 0, 3)
    header[3] = parts.length / 2
    parts.push(header, part)
  }

  return Buffer.concat(parts)
}

/** What comes out of chunks of these sizes, which repeat; every chunk has the same memory, as it may have after a read. */
function split(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const found: Buffer[] = []
  const chunk = splitPackets(
    (payload, start, end) => found.push(Buffer.from(payload.subarray(start, end))),
    beginning => beginning.length,
  )
  const memory = Buffer.alloc(Math.max(...sizes))
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!
    const count = bytes.copy(memory, 0, at, at + size)
    chunk(memory.subarray(0, count))
    at += count
  }

  return found
}

function filled(length: number, by = 'payload '): Buffer {
  return Buffer.alloc(length, by)
}

describe('splitPackets', () => {
  it('gives packets of any length, whatever the chunks that they come in', () => {
    const payloads = array(uint8Array({maxLength: 300}), {maxLength: 20})
    const sizes = array(integer({min: 1, max: 100}), {minLength: 1, maxLength: 5})
    assert(
      property(payloads, sizes, (arrays, chunks) => {
        const packets = arrays.map(array => Buffer.from(array))
        const found = split(Buffer.concat(packets.map(packet => onTheWire(packet))), chunks)
        expect(found.map(packet => packet.toString('hex'))).to.deep.equal(
          packets.map(packet => packet.toString('hex')),
        )
      }),
    )
  })

  for (const length of [0xff_ff_fe, 0xff_ff_ff, 0x1_00_00_00, 2 * 0xff_ff_ff, 2 * 0xff_ff_ff + 1])
    it(`puts the parts of a packet of ${length} bytes together`, () => {
      const packets = [filled(3), filled(length), filled(5, 'after')]
      const found = split(Buffer.concat(packets.map(packet => onTheWire(packet))), [65_536, 3])
      expect(found.map(packet => packet.length)).to.deep.equal(packets.map(packet => packet.length))
      expect(found.every((packet, at) => packet.equals(packets[at]!))).to.equal(true)
    })
})
