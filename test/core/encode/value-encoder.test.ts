import {expect} from 'chai'
import {array, assert, asyncProperty, constantFrom, string, uint8Array} from 'fast-check'
import {describe, it} from 'mocha'

import type {Encoding} from '../../../src/lib/core/encode/encoding.js'
import {copyIn} from './copy-in.js'
import {encode} from './encode-value.js'

const ENCODED: {encoding: Encoding; value: Buffer | string; copy: string}[] = [
  {encoding: {kind: 'ascii'}, value: '-12.50', copy: '-12.50'},
  {encoding: {kind: 'text'}, value: String.raw`\N`, copy: String.raw`\\N`},
  {encoding: {kind: 'text'}, value: '\b\t\n\v\f\r\\', copy: String.raw`\b\t\n\v\f\r\\`},
  {encoding: {kind: 'text', nul: 'strip'}, value: '\0a\0\0b\0', copy: 'ab'},
  {encoding: {kind: 'date'}, value: '0000-00-00', copy: String.raw`\N`},
  {encoding: {kind: 'timestamptz'}, value: '0000-00-00 00:00:00.000', copy: String.raw`\N`},
  {encoding: {kind: 'date'}, value: '2024-02-29 10:00:00', copy: '2024-02-29 10:00:00'},
  {encoding: {kind: 'timestamptz'}, value: '2024-02-29 10:00:00.5', copy: '2024-02-29 10:00:00.5+00'},
  {
    encoding: {kind: 'timestamptz', zone: 'Europe/Vienna'},
    value: '2024-02-29 10:00:00',
    copy: '2024-02-29 10:00:00 Europe/Vienna',
  },
  {
    encoding: {kind: 'timestamptz', zone: '-03:30'},
    value: '2024-02-29 10:00:00',
    copy: '2024-02-29 10:00:00-03:30',
  },
  {encoding: {kind: 'timestamptz', zero: '-infinity'}, value: '0000-00-00 00:00:00', copy: '-infinity'},
  {
    encoding: {kind: 'timestamptz', zone: 'Europe/Vienna', zero: '1970-01-01'},
    value: '0000-00-00 00:00:00',
    copy: '1970-01-01 00:00:00+00',
  },
  {encoding: {kind: 'date', zero: '1970-01-01'}, value: '2024-02-30', copy: '1970-01-01'},
  {encoding: {kind: 'enum'}, value: '', copy: String.raw`\N`},
  {
    encoding: {kind: 'jsonb'},
    value: String.raw`"\ud83d\ude00 \\u0000"`,
    copy: String.raw`"\\ud83d\\ude00 \\\\u0000"`,
  },
  {encoding: {kind: 'bit', width: 12}, value: Buffer.from('0801', 'hex'), copy: '100000000001'},
  {
    encoding: {kind: 'point'},
    value: Buffer.from('00000000010100000000000000000000800000000000002440', 'hex'),
    copy: '(-0,10)',
  },
]

describe('value encoders', () => {
  for (const {encoding, value, copy} of ENCODED)
    it(`write ${encoding.kind} ${JSON.stringify(value.toString('latin1'))} as ${copy}`, () => {
      expect(encode(encoding, Buffer.from(value))).to.equal(copy)
    })

  it('give Postgres every text as it is', async () => {
    const texts = array(string({unit: constantFrom(...'\t\n\r\b\v\f\\N.ab"\',{}é日😀 ')}), {minLength: 1})
    await assert(
      asyncProperty(texts, async values => {
        const lines = values.map(value => encode({kind: 'text'}, Buffer.from(value)))
        expect(await copyIn('text', lines)).to.deep.equal(values)
      }),
      {numRuns: 30},
    )
  })

  it('give Postgres all bytes as they are', async () => {
    await assert(
      asyncProperty(array(uint8Array(), {minLength: 1}), async values => {
        const lines = values.map(value => encode({kind: 'bytea'}, Buffer.from(value)))
        const read = values.map(value => `\\x${Buffer.from(value).toString('hex')}`)
        expect(await copyIn('bytea', lines)).to.deep.equal(read)
      }),
      {numRuns: 30},
    )
  })

  it('give Postgres every label of a set', async () => {
    const label = string({unit: constantFrom(...'\t\n\\N"\'{} é😀NUL'), minLength: 1})
    await assert(
      asyncProperty(array(label, {maxLength: 5}), async labels => {
        const line = encode({kind: 'set'}, Buffer.from(labels.join(',')))
        expect(await copyIn('text[]', [line], 'to_json(v)::text')).to.deep.equal([JSON.stringify(labels)])
      }),
      {numRuns: 50},
    )
  })
})
