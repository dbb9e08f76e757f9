import {expect} from 'chai'

import {buildQueue} from '../../../src/lib/core/ddl/build-queue.js'
import type {BuildTask} from '../../../src/lib/core/ddl/build-tasks.js'

const [SMALL, LARGE] = [1, 2]
const WEIGHTS = new Map([
  [SMALL, 10],
  [LARGE, 1000],
])

function task(id: number, desc: string, ...dependsOn: number[]): BuildTask {
  return {id, desc, tag: `object ${id}`, create: '', dependsOn}
}

const SMALL_KEY = task(11, 'CONSTRAINT', SMALL)
const LARGE_KEY = task(12, 'CONSTRAINT', LARGE)
const LARGE_INDEX = task(13, 'INDEX', LARGE)
const LARGE_OTHER_INDEX = task(14, 'INDEX', LARGE)
const FOREIGN_KEY = task(15, 'FK CONSTRAINT', LARGE, SMALL, 11)

describe('build queue', () => {
  it('gives out what large tables need first, and nothing twice', () => {
    const queue = buildQueue([SMALL_KEY, LARGE_KEY], WEIGHTS)
    expect([queue.next(), queue.next(), queue.next()]).to.deep.equal([LARGE_KEY, SMALL_KEY, undefined])
    expect(queue.isEmpty).to.equal(true)
  })

  it('builds indexes of one table side by side, but keys alone', () => {
    const queue = buildQueue([LARGE_INDEX, LARGE_OTHER_INDEX, LARGE_KEY], WEIGHTS)
    expect([queue.next(), queue.next(), queue.next()]).to.deep.equal([
      LARGE_INDEX,
      LARGE_OTHER_INDEX,
      undefined,
    ])
    queue.done(LARGE_INDEX)
    expect(queue.next()).to.equal(undefined)
    queue.done(LARGE_OTHER_INDEX)
    expect(queue.next()).to.equal(LARGE_KEY)
  })

  it('keeps a foreign key back until the key that it refers to stands and neither table is in use', () => {
    const queue = buildQueue([FOREIGN_KEY, SMALL_KEY, LARGE_INDEX], WEIGHTS)
    expect([queue.next(), queue.next(), queue.next()]).to.deep.equal([LARGE_INDEX, SMALL_KEY, undefined])
    queue.done(SMALL_KEY)
    expect(queue.next()).to.equal(undefined)
    queue.done(LARGE_INDEX)
    expect(queue.next()).to.equal(FOREIGN_KEY)
  })
})
