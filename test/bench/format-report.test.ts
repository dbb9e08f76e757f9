import {expect} from 'chai'
import {ratioTable} from '../../bench/format-report.js'
import {DUMP_FILE, MYSQLDUMP, PG_DUMP, PGLOADER, type Result} from '../../bench/goals.js'

function took(seconds: number, more: Partial<Result> = {}): Result {
  return {seconds, cpuSeconds: seconds, machineCpuSeconds: seconds, peakBytes: undefined, ...more}
}

describe('ratioTable', () => {
  it('compares what ran in the same round and holds the median against the goal', () => {
    const rounds = [
      {[DUMP_FILE]: took(2, {peakBytes: 200e6}), [PGLOADER]: took(10), [PG_DUMP]: took(5)},
      {
        [DUMP_FILE]: took(3, {peakBytes: 400e6}),
        [PGLOADER]: took(15),
        [PG_DUMP]: took(9),
        [MYSQLDUMP]: took(3),
      },
      {[DUMP_FILE]: took(2), [MYSQLDUMP]: took(2.5)},
    ]
    expect(ratioTable(rounds).slice(2)).to.deep.equal([
      '| pgloader and pg_dump -Fc, compared with dump to a file | 7.50x | 8.00x | - | 7.75x | at least 7.00x | reached |',
      '| dump to a file, compared with mysqldump --quick to /dev/null | - | 1.00x | 0.80x | 0.90x | at most 0.90x | reached |',
      '| memory of dump to a file | 200 MB | 400 MB | - | 300 MB | at most 300 MB | reached |',
    ])
  })
})
