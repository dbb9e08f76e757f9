import {expect} from 'chai'

import {listAddons, readAddon} from '../../src/lib/heroku/read-addons.js'
import {addon, notFound, rawAddon} from './fixtures.js'
import {failureOf, platform, testApi, withoutNetwork} from './test-api.js'

describe('add-ons', () => {
  withoutNetwork()

  it('are listed with service and plan', async () => {
    const jawsdb = rawAddon({
      id: 'jawsdb-id',
      name: 'jawsdb-round-1',
      addon_service: {id: 's', name: 'jawsdb'},
      plan: {id: 'p', name: 'jawsdb:kitefin'},
      config_vars: ['JAWSDB_URL'],
    })
    platform({'accept-expansion': 'addon_service,plan'})
      .get('/apps/sushi/addons')
      .reply(200, [rawAddon(), jawsdb])
    expect(await listAddons(await testApi(), 'sushi')).to.deep.equal([
      addon,
      {
        ...addon,
        id: 'jawsdb-id',
        name: 'jawsdb-round-1',
        service: 'jawsdb',
        plan: 'kitefin',
        configVars: ['JAWSDB_URL'],
      },
    ])
  })

  it('are found by name', async () => {
    platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
    expect(await readAddon(await testApi(), 'sushi', 'pg-mig')).to.deep.equal(addon)
  })

  it('are reported when missing', async () => {
    platform().get('/apps/sushi/addons/pg-mig').reply(404, notFound)
    const error = await failureOf(readAddon(await testApi(), 'sushi', 'pg-mig'))
    expect(error.code).to.equal('addon-not-found')
    expect(error.message).to.equal("Couldn't find the add-on pg-mig on sushi.")
  })
})
