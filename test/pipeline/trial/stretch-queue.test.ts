import {expect} from 'chai'

import type {SqlSession} from '../../../src/lib/mysql/connect.js'
import type {MigrationPlan} from '../../../src/lib/pipeline/read-plan.js'
import {stretchQueue} from '../../../src/lib/pipeline/trial/stretch-queue.js'

/** By table: bytes and rows. */
const TABLES = {films: [800e6, 8], posters: [90e6, 9], people: [1e6, 5000], places: [1e5, 400]}

describe('stretchQueue', () => {
  it('leaves tables with wide rows to one reader', async () => {
    const entries = Object.entries(TABLES)
    const plan = {
      mysql: {database: 'app', tables: entries.map(([name, [dataBytes]]) => ({name, dataBytes}))},
      copies: entries.map(([name]) => ({source: name})),
      profile: Object.fromEntries(entries.map(([name, [, rows]]) => [name, {rows}])),
    } as unknown as MigrationPlan
    // So much that every table is read as a whole, for which nothing is asked.
    const queue = stretchQueue(plan, 1e9)
    const [one, other] = [{}, {}] as SqlSession[]
    const taken: Record<'one' | 'other', string[]> = {one: [], other: []}
    const take = async (name: 'one' | 'other'): Promise<void> => {
      const request = await queue.next(name === 'one' ? one! : other!)
      if (request) taken[name].push(request.copy.source)
    }
    for (let turn = 0; turn < 4; turn++) {
      await take('one')
      await take('other')
    }
    expect(taken).to.deep.equal({one: ['films', 'posters'], other: ['people', 'places']})
  })
})
