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

  it('succeeds if the add-on is already gone', async () => {
    platform().delete('/apps/sushi-id/addons/addon-id').reply(404, notFound)
    await destroyAddon(await testApi(), addon)
  })

  it('reports an add-on that is not gone in time', async () => {
    platform().delete('/apps/sushi-id/addons/addon-id').reply(200, rawAddon())
    platform()
      .get('/apps/sushi-id/addons/addon-id')
      .reply(200, rawAddon({state: 'deprovisioning'}))
    const error = await failureOf(destroyAddon(await testApi(), addon, {timeout: 0, ...fakeClock()}))
    expect(error.code).to.equal('addon-timeout')
    expect(error.suggestions).to.deep.equal(['Look at it with: heroku addons:info pg-mig'])
  })
})
