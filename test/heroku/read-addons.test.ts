import {expect} from 'chai'

import {readAddon} from '../../src/lib/heroku/read-addons.js'
import {addon, notFound, rawAddon} from './fixtures.js'
import {failureOf, platform, testApi, withoutNetwork} from './test-api.js'

describe('add-ons', () => {
  withoutNetwork()

  it('are found by name, with service and plan', async () => {
    platform({'accept-expansion': 'addon_service,plan'})
      .get('/apps/sushi/addons/pg-mig')
      .reply(200, rawAddon())
    expect(await readAddon(await testApi(), 'sushi', 'pg-mig')).to.deep.equal(addon)
  })

  it('are reported when missing', async () => {
    platform().get('/apps/sushi/addons/pg-mig').reply(404, notFound)
    const error = await failureOf(readAddon(await testApi(), 'sushi', 'pg-mig'))
    expect(error.code).to.equal('addon-not-found')
    expect(error.message).to.equal("Couldn't find the add-on pg-mig on sushi.")
  })
})
