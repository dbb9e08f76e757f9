import {expect} from 'chai'

import {destroyAddon} from '../../src/lib/heroku/destroy-addon.js'
import {addon, notFound, rawAddon} from './fixtures.js'
import {failureOf, fakeClock, platform, testApi, withoutNetwork} from './test-api.js'

describe('destroyAddon', () => {
  withoutNetwork()

  it('waits until the add-on is gone', async () => {
    const dying = rawAddon({state: 'deprovisioning'})
    platform().delete('/apps/sushi-id/addons/addon-id', {force: false}).reply(200, dying)
    platform().get('/apps/sushi-id/addons/addon-id').reply(200, dying)
    platform().get('/apps/sushi-id/addons/addon-id').reply(404, notFound)
    const clock = fakeClock()
    await destroyAddon(await testApi(), addon, clock)
    expect(clock.slept).to.have.length(1)
  })

  it('is content when it is gone already', async () => {
    platform().delete('/apps/sushi-id/addons/addon-id').reply(404, notFound)
    await destroyAddon(await testApi(), addon)
  })

  it('says so when it does not go', async () => {
    platform().delete('/apps/sushi-id/addons/addon-id').reply(200, rawAddon())
    platform()
      .get('/apps/sushi-id/addons/addon-id')
      .reply(200, rawAddon({state: 'deprovisioning'}))
    const error = await failureOf(destroyAddon(await testApi(), addon, {timeout: 0, ...fakeClock()}))
    expect(error.code).to.equal('addon-timeout')
    expect(error.suggestions).to.deep.equal(['Look at it with: heroku addons:info pg-mig'])
  })
})
