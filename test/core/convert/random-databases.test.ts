import * as fc from 'fast-check'
import {describe, it} from 'mocha'

import {onEachSource} from '../../servers.js'
import {expectNoLoss} from './expect-no-loss.js'
import {randomDatabase} from './random-database.js'

/**
 * The same databases each time, so that what fails was broken by the change at hand.
 * More and others by hand: `RANDOM_DATABASES=500 RANDOM_SEED=7`; a failure prints its seed.
 */
const {RANDOM_DATABASES = '20', RANDOM_SEED = '20261122'} = process.env
const EACH_MS = 10_000
/** A failing database is made smaller for this long. */
const SHRINK_MS = 60_000

onEachSource(source => {
  describe('random databases', () => {
    const runs = Number(RANDOM_DATABASES)

    it(`move without a loss, ${runs} of them`, async function () {
      this.timeout(runs * EACH_MS + SHRINK_MS)
      await fc.assert(
        fc.asyncProperty(randomDatabase(source.flavor), statements => expectNoLoss(source, statements)),
        {
          numRuns: runs,
          seed: Number(RANDOM_SEED),
          interruptAfterTimeLimit: runs * EACH_MS,
        },
      )
    })
  })
})
