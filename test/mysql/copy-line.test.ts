import {expect} from 'chai'
import {Buffer} from 'node:buffer'

import {CopyBuffer} from '../../src/lib/core/encode/copy-buffer.js'
import {valueEncoder} from '../../src/lib/core/encode/value-encoder.js'
import {appendCopyLine} from '../../src/lib/mysql/copy-line.js'

const TEXT = valueEncoder({kind: 'text'})

/** A row as MySQL sends it; values up to 250 bytes. */
function packet(...values: string[]): Buffer {
  return Buffer.concat(values.map(value => Buffer.from([value.length, ...Buffer.from(value)])))
}

const LONG: {values: string[]; longest: number; line: string; refused: number[]}[] = [
  {values: ['aaaa', 'bbb'], longest: 8, line: 'aaaa\tbbb\n', refused: []},
  {values: ['aaaa', 'bbb'], longest: 7, line: '\\N\tbbb\n', refused: [0]},
  {values: ['a', 'bbbbbbb', 'cccc'], longest: 7, line: 'a\t\\N\t\\N\n', refused: [1, 2]},
  // Escapes count: the tabs take two bytes each.
  {values: ['aaa', '\t\t'], longest: 7, line: 'aaa\t\\N\n', refused: [1]},
  {values: ['a\0', 'bbbb'], longest: 6, line: '\\N\t\\N\n', refused: [0, 1]},
]

describe('appendCopyLine', () => {
  for (const {values, longest, line, refused} of LONG)
    it(`writes ${JSON.stringify(values)} in at most ${longest} bytes as ${JSON.stringify(line)}`, () => {
      const out = new CopyBuffer(1)
      out.appendAscii('before\n')
      const row = {encoders: values.map(() => TEXT), bytes: packet(...values), start: 0}
      const refusals = appendCopyLine(row, out, longest)
      expect(out.take().toString()).to.equal(`before\n${line}`)
      expect(refusals.map(({column}) => column)).to.deep.equal(refused)
    })
})
