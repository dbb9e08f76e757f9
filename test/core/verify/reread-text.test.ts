import {expect} from 'chai'

import {rereadText} from '../../../src/lib/core/verify/reread-text.js'

const CASES = [
  {kind: 'surrogates utf8mb4', hex: '61eda08062', text: 'a\uFFFDb'},
  {kind: 'surrogates utf8mb4', hex: 'eda0bdedb880ed9fbf', text: '😀\uD7FF'},
  {kind: 'surrogates ucs2', hex: '0061d83dde00d800', text: 'a😀\uFFFD'},
  {kind: 'surrogates utf32', hex: '0001f6000000d83d0000de000000dc00', text: '😀😀\uFFFD'},
  {kind: 'gaps hebrew', hex: '61efbfbd3f', text: 'a??'},
]

describe('rereadText', () => {
  for (const {kind, hex, text} of CASES)
    it(`reads ${hex} as ${text} (${kind})`, () => {
      expect(rereadText(kind)?.mysql(Buffer.from(hex, 'hex'))).to.equal(text)
    })

  it('leaves types of Postgres to Postgres', () => {
    expect(rereadText('jsonb')).to.equal(undefined)
  })
})
