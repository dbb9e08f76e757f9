import {expect} from 'chai'

import {waitForAddon} from '../../src/lib/heroku/wait-for-addon.js'
import {addon, rawAddon} from './fixtures.js'
import {failureOf, fakeClock, platform, testApi, withoutNetwork} from './test-api.js'

/** The states in which the add-on is seen, one look each. */
function seen(...states: string[]): void {
  for (const state of states) platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon({state}))
}

describe('waitForAddon', () => {
  withoutNetwork()

  it('looks every five seconds until it is provisioned', async () => {
    seen('provisioning', 'provisioning', 'provisioned')
    const clock = fakeClock()
    let waited = 0
    expect(await waitForAddon(await testApi(), addon, {onWaiting: () => waited++, ...clock})).to.deep.equal(
      addon,
    )
    expect(waited).to.equal(2)
    expect(clock.slept).to.deep.equal([5000, 5000])
  })

  const failures = [
    {
      state: 'deprovisioned',
      code: 'addon-failed',
      message: /unable to be created, with status deprovisioned/,
    },
    {state: 'provisioning', code: 'addon-timeout', message: /still being created/},
  ]
  for (const {state, code, message} of failures) {
    it(`fails when it stays ${state}`, async () => {
      seen(state)
      const error = await failureOf(waitForAddon(await testApi(), addon, {timeout: 0, ...fakeClock()}))
      expect(error.code).to.equal(code)
      expect(error.message).to.match(message)
    })
  }
})
