import {expect} from 'chai'

import {formatSeconds, progressLine} from '../../src/ui/progress-line.js'

const OVERALL = {
  rows: 2_600_000,
  plannedRows: 6_215_000,
  bytes: 415e6,
  plannedBytes: 989e6,
  rowsPerSecond: 600_000,
  bytesPerSecond: 95e6,
  secondsLeft: 6,
}
const ORDERS = {...OVERALL, rows: 1_600_000, plannedRows: 2_000_000, secondsLeft: 2}

describe('progressLine', () => {
  it('shows all rows, bytes, rate and time left, then the table', () => {
    expect(progressLine({table: 'orders', ofTable: ORDERS, overall: OVERALL}, 41)).to.equal(
      '41%, 2,600,000 of 6,215,000 rows, 415 MB of about 989 MB, 95.0 MB/s, 6 s left; orders 80%, 2 s left',
    )
  })

  it('shows what was uploaded, and no time left if it is unknown', () => {
    const overall = {...OVERALL, secondsLeft: undefined}
    expect(progressLine({table: 'orders', ofTable: overall, overall, uploadedBytes: 120e6}, 41)).to.equal(
      '41%, 2,600,000 of 6,215,000 rows, 415 MB of about 989 MB, 95.0 MB/s, 120 MB uploaded; orders 41%',
    )
  })

  for (const [seconds, text] of [
    [0, '0 s'],
    [59, '59 s'],
    [70, '1 min 10 s'],
    [7500, '2 h 5 min'],
  ] as const)
    it(`spells ${seconds} seconds as ${text}`, () => {
      expect(formatSeconds(seconds)).to.equal(text)
    })
})
