import {expect} from 'chai'

import {planParts} from '../../src/lib/storage/part-size.js'

const MIB = 1024 ** 2
const GIB = 1024 ** 3
const TIB = 1024 ** 4

describe('planParts', () => {
  const cases: {what: string; estimate: number; partMib: number; atOnce: number}[] = [
    {what: 'nothing', estimate: 0, partMib: 8, atOnce: 4},
    {what: '2 GiB', estimate: 2 * GIB, partMib: 8, atOnce: 4},
    {what: '100 GiB', estimate: 100 * GIB, partMib: 18, atOnce: 4},
    {what: '300 GiB', estimate: 300 * GIB, partMib: 52, atOnce: 2},
    {what: '5 TiB', estimate: 5 * TIB, partMib: 874, atOnce: 1},
  ]
  for (const {what, estimate, partMib, atOnce} of cases) {
    it(`cuts ${what} into parts of about ${partMib} MiB, ${atOnce} at once`, () => {
      const {partSize, partsAtOnce} = planParts(estimate)
      expect(Math.ceil(partSize / MIB)).to.equal(partMib)
      expect(partsAtOnce).to.equal(atOnce)
    })
  }

  it('leaves room for an archive half as large again as estimated, within 10,000 parts', () => {
    for (const estimate of [GIB, 60 * GIB, TIB, 3 * TIB]) {
      expect((estimate * 1.5) / planParts(estimate).partSize).to.be.lessThan(10_000)
    }
  })

  it('refuses what no S3 object can hold, before anything is read', () => {
    expect(() => planParts(6 * TIB))
      .to.throw('larger than 5 TiB')
      .with.property('code', 'upload-too-large')
  })
})
