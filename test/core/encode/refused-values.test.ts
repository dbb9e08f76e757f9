import {Buffer} from 'node:buffer'

import {expect} from 'chai'
import {array, assert, asyncProperty, constantFrom, string} from 'fast-check'

import {COPY_ESCAPES} from '../../../src/lib/core/encode/encode-text.js'
import type {Encoding} from '../../../src/lib/core/encode/encoding.js'
import {RefusedValue} from '../../../src/lib/core/encode/refused-value.js'
import {onEachPostgres, postgresUrl} from '../../servers.js'
import {encode} from './encode-value.js'
import {refusedByCopy} from './refused-by-copy.js'
import {REFUSED_CASES} from './refused-cases.js'

type Value = Buffer | string

describe('what the encoders refuse is what COPY refuses', () => {
  onEachPostgres(target => {
    for (const {encoding, type, taken, refused, cautious = []} of REFUSED_CASES)
      it(`${encoding.kind} into ${type}: ${taken.length} values taken, ${refused.length} refused`, async () => {
        expect(taken.filter(value => isRefused(encoding, value)).map(shown)).to.deep.equal([])
        const missed = [...refused, ...cautious].filter(value => !isRefused(encoding, value))
        expect(missed.map(shown)).to.deep.equal([])
        const lines = [
          ...taken.map(value => Buffer.from(encode(encoding, Buffer.from(value)))),
          ...refused.map(escaped),
        ]
        const answers = await refusedByCopy(target.url(), type, lines)
        const expected = [...taken.map(() => false), ...refused.map(() => true)]
        const wrong = [...taken, ...refused].filter((_, index) => answers[index] !== expected[index])
        expect(wrong.map(shown)).to.deep.equal([])
      })
  })

  const jsonLike = string({
    unit: constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      ' ',
      '0',
      '1',
      '-',
      '.',
      'e5',
      'E-',
      '"a"',
      '{"k":',
      '"a":1',
      'true',
      'null',
      String.raw`\n`,
      String.raw`\u0000`,
      String.raw`\ud83d`,
      String.raw`\ude00`,
      '\\',
      '\t',
      'é',
      'x',
    ),
    maxLength: 12,
  })
  for (const kind of ['json', 'jsonb'] as const)
    it(`also for anything that looks like ${kind}`, async () => {
      await assert(
        asyncProperty(array(jsonLike, {minLength: 300, maxLength: 300}), async values => {
          const answers = await refusedByCopy(postgresUrl(), kind, values.map(escaped))
          const wrong = values.filter((value, index) => answers[index] !== isRefused({kind}, value))
          expect(wrong).to.deep.equal([])
        }),
        {numRuns: 10},
      )
    })
})

function isRefused(encoding: Encoding, value: Value): boolean {
  try {
    encode(encoding, Buffer.from(value))
    return false
  } catch (error) {
    if (error instanceof RefusedValue) return true
    throw error
  }
}

/** The bytes as COPY would get them if nobody looked at them. */
function escaped(value: Value): Buffer {
  return Buffer.from(
    [...Buffer.from(value)].flatMap(byte =>
      COPY_ESCAPES[byte] === 0 ? [byte] : [0x5c, COPY_ESCAPES[byte]!],
    ),
  )
}

function shown(value: Value): string {
  return JSON.stringify(value.toString('latin1')).slice(0, 60)
}
