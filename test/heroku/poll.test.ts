import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {patiently, pause, poll} from '../../src/lib/heroku/poll.js'
import {failureOf, fakeClock} from './test-api.js'

const outage = new MigrationError('Down.', {code: 'heroku-http-503'})
const refusal = new MigrationError('No.', {code: 'heroku-forbidden'})

/** Looks that answer, or fail, in the given order. */
function looks<T>(...results: Array<MigrationError | T>): () => Promise<T> {
  const left = [...results]
  return async () => {
    const result = left.shift()
    if (result === undefined) throw new Error('Looked once too often.')
    if (result instanceof MigrationError) throw result
    return result
  }
}

const nothingYet = (look: () => Promise<string>) => async () => {
  const found = await look()
  return found === 'not yet' ? undefined : found
}

describe('waiting', () => {
  describe('poll', () => {
    it('looks at once, then every interval', async () => {
      const clock = fakeClock()
      const found = await poll(nothingYet(looks('not yet', 'not yet', 'done')), {interval: 3000, ...clock})
      expect(found).to.equal('done')
      expect(clock.slept).to.deep.equal([3000, 3000])
    })

    it('gives up when the time is over', async () => {
      const clock = fakeClock()
      expect(await poll(async () => {}, {interval: 10, timeout: 25, ...clock})).to.equal(undefined)
      expect(clock.slept).to.deep.equal([10, 10, 10])
    })

    it('throws what made the last look fail when the time is over', async () => {
      const look = nothingYet(looks<string>('not yet', outage, outage))
      expect(await failureOf(poll(look, {interval: 10, timeout: 15, ...fakeClock()}))).to.equal(outage)
    })

    it('lives through an outage that is short enough', async () => {
      const look = nothingYet(looks<string>(outage, outage, 'not yet', outage, outage, 'done'))
      expect(await poll(look, {maxFailures: 2, ...fakeClock()})).to.equal('done')
    })

    const failures = [
      {name: 'an outage that is too long', results: [outage, outage, outage], code: 'heroku-http-503'},
      {name: 'a refusal', results: [refusal], code: 'heroku-forbidden'},
    ]
    for (const {name, results, code} of failures) {
      it(`throws at ${name}`, async () => {
        const error = await failureOf(poll(looks(...results), {maxFailures: 2, ...fakeClock()}))
        expect(error.code).to.equal(code)
      })
    }

    it('does not look when it is interrupted already', async () => {
      const error = await failureOf(poll(looks(), {signal: AbortSignal.abort()}))
      expect({code: error.code, exit: error.oclif.exit}).to.deep.equal({code: 'interrupted', exit: 15})
    })
  })

  describe('patiently', () => {
    it('does it again until an outage is over, and tells of it once', async () => {
      const told: unknown[] = []
      const clock = fakeClock()
      const look = looks(outage, outage, 'done')
      expect(await patiently(look, error => told.push(error), clock)).to.equal('done')
      expect(told).to.deep.equal([outage])
      expect(clock.slept).to.deep.equal([5000, 5000])
    })

    for (const [name, first] of [
      ['an outage that is too long', outage],
      ['a refusal', refusal],
    ] as const)
      it(`throws at ${name}`, async () => {
        const clock = fakeClock()
        const work = (): Promise<void> => Promise.reject(first)
        expect(await failureOf(patiently(work, () => {}, {timeout: 10_000, ...clock}))).to.equal(first)
        expect(clock.slept).to.deep.equal(first === outage ? [5000, 5000] : [])
      })
  })

  describe('pause', () => {
    it('ends at once when it is interrupted', async () => {
      const controller = new AbortController()
      const paused = failureOf(pause(60_000, controller.signal))
      controller.abort()
      expect((await paused).code).to.equal('interrupted')
    })
  })
})
