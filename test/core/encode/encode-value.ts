import {CopyBuffer} from '../../../src/lib/core/encode/copy-buffer.js'
import type {Encoding} from '../../../src/lib/core/encode/encoding.js'
import {valueEncoder} from '../../../src/lib/core/encode/value-encoder.js'

/** Encodes a value that stands between other bytes, as it does in a packet. */
export function encode(encoding: Encoding, value: Buffer): string {
  const out = new CopyBuffer(1)
  const packet = Buffer.concat([Buffer.from('1\\'), value, Buffer.from('1\\')])
  valueEncoder(encoding)(packet, 2, 2 + value.length, out)
  return out.take().toString()
}
