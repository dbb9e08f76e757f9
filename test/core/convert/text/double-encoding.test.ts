import {Buffer} from 'node:buffer'
import {expect} from 'chai'
import {array, constantFrom, sample, string} from 'fast-check'

import {doublyEncodedSql, mayBeDoublyEncoded} from '../../../../src/lib/core/convert/text/double-encoding.js'
import {createSourceDatabase, type SourceDatabase} from '../../../mysql/source-database.js'
import {onEachSource} from '../../../servers.js'
import {HIGH, MEANT, ORDINARY} from '../text-cases.js'

/** As MySQL's latin1 reads the bytes of UTF-8. */
function doubled(text: string): string {
  const signs = [...HIGH]
  return Array.from(Buffer.from(text), byte => signs[byte - 0x80] ?? String.fromCodePoint(byte)).join('')
}

const judge = (text: string): boolean => mayBeDoublyEncoded(Buffer.from(text))

describe('mayBeDoublyEncoded', () => {
  for (const text of MEANT)
    it(`knows ${doubled(text)}, however long it is`, () => {
      expect(judge(doubled(text))).to.equal(true)
      for (const length of [60_000, 60_001, 60_002, 60_003])
        expect(judge(`${'x'.repeat(length)}${doubled(text).repeat(70_000)}`)).to.equal(true)
    })

  for (const text of ORDINARY.filter(ordinary => !doubtful(ordinary)))
    it(`lets ${JSON.stringify(text)} be`, () => {
      expect(judge(text)).to.equal(false)
      expect(judge(`${text} à côté `.repeat(10_000))).to.equal(false)
    })

  onEachSource(source => {
    let database: SourceDatabase
    before(async () => {
      database = await createSourceDatabase(source)
      await database.run('CREATE TABLE texts (v longtext)')
    })
    after(() => database.drop())

    it('is true of every text that MySQL counts', async () => {
      const unit = constantFrom(...'aÂÃÅÌÒ×Ûàâãéðô¿©¡ŒœŠž‚“”„†‡•…‰‹›€™\u0081\u0090日')
      const random = sample(string({unit, maxLength: 4}), 3000)
      const real = sample(array(constantFrom('é', 'ß', '日', '…', ' ', 'x', '😀'), {maxLength: 5}), 1000)
      const texts = [...random, ...real.map(parts => doubled(parts.join('')))]
      const rows = texts.map(text => `(x'${Buffer.from(text).toString('hex')}')`)
      await database.run(`INSERT INTO texts VALUES ${rows.join(', ')}`)
      const counted = await database.texts(`SELECT v FROM texts WHERE ${doublyEncodedSql('v')}`)
      expect(counted.length).to.be.greaterThan(300)
      expect(counted.map(([text]) => text).filter(text => !judge(text ?? ''))).to.deep.equal([])
    })
  })
})

/** Valid UTF-8 by accident: MySQL looks more closely. */
function doubtful(text: string): boolean {
  return ['CAFÉ™', 'CAFÉ®', 'CAFÉ’S', 'Spaß…', 'SÍ…', 'ACABÓ…', 'PERÒ…', 'É™', 'MENÜ™'].includes(text)
}
