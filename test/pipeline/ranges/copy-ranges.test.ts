import {expect} from 'chai'

import {MigrationError} from '../../../src/lib/core/migration-error.js'
import type {CopyRequest, RangeCopier} from '../../../src/lib/pipeline/ranges/copy-range.js'
import {copyRanges} from '../../../src/lib/pipeline/ranges/copy-ranges.js'
import {failureOf} from '../../failure-of.js'

const LOST = new MigrationError('The connection to MySQL was lost.', {code: 'source-connection-lost'})
const FULL = new MigrationError('could not extend file: No space left on device', {
  code: 'target-query-failed',
})

async function* requests(count: number): AsyncGenerator<CopyRequest> {
  for (let id = 1; id <= count; id++)
    yield {
      id,
      database: 'shop',
      copy: {source: 't', target: 't', columns: [], computed: [], key: []},
      allowRefused: false,
      copySql: '',
      targetUrl: '',
    }
}

/** A copier that fails at its `failsAt`th range. */
function copier(log: string[], name: string, failsAt = Infinity, error = LOST): RangeCopier {
  let count = 0
  return {
    async copy({id}) {
      if (++count === failsAt) throw error
      await new Promise(resolve => {
        setTimeout(resolve, 1)
      })
      log.push(`${name} ${id}`)
      return {rows: 1, refused: []}
    },
    async release() {
      log.push(`${name} released`)
    },
  }
}

const nobody = {onRows() {}, async onCopied() {}}
const idsOf = (log: readonly string[]): number[] =>
  log
    .filter(line => /\d/.test(line))
    .map(line => Number(line.split(' ')[1]))
    .sort((a, b) => a - b)

describe('copying ranges', () => {
  it('gives the range of a copier that lost MySQL to another one', async () => {
    const log: string[] = []
    await copyRanges(requests(6), [copier(log, 'a', 2), copier(log, 'b')], copier(log, 'last'), nobody)
    expect(idsOf(log)).to.deep.equal([1, 2, 3, 4, 5, 6])
    expect(log.filter(line => line.startsWith('a '))).to.have.lengthOf(2)
    expect(log).to.include('a released').and.to.include('b released')
  })

  it('leaves the rest to the last one when all others lost it', async () => {
    const log: string[] = []
    await copyRanges(requests(4), [copier(log, 'a', 1), copier(log, 'b', 1)], copier(log, 'last'), nobody)
    expect(idsOf(log)).to.deep.equal([1, 2, 3, 4])
    expect(log.filter(line => line.startsWith('last'))).to.have.lengthOf(4)
  })

  it('ends with the first other failure', async () => {
    const log: string[] = []
    const copying = copyRanges(
      requests(4),
      [copier(log, 'a', 1, FULL), copier(log, 'b')],
      copier(log, 'last'),
      nobody,
    )
    expect(await failureOf(copying)).to.equal(FULL)
  })
})
