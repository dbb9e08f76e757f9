import {expect} from 'chai'

import {postgresPlans} from '../../src/lib/heroku/postgres-plans.js'
import {platform, testApi, withoutNetwork} from './test-api.js'

const price = {cents: 500, unit: 'month', contract: false, metered: false}
const essential = {
  name: 'heroku-postgresql:essential-0',
  price,
  state: 'ga',
  visible: true,
  installable_inside_private_network: false,
  installable_outside_private_network: true,
}

describe('postgresPlans', () => {
  withoutNetwork()

  it('lists what can be bought, with prices', async () => {
    platform()
      .get('/addon-services/heroku-postgresql/plans')
      .reply(200, [
        essential,
        {...essential, name: 'heroku-postgresql:hobby-dev', state: 'sunset'},
        {...essential, name: 'heroku-postgresql:secret-0', visible: false},
        {
          ...essential,
          name: 'heroku-postgresql:private-0',
          price: {cents: 35_000, unit: 'month', contract: true},
          installable_inside_private_network: true,
          installable_outside_private_network: false,
        },
      ])
    expect(await postgresPlans(await testApi())).to.deep.equal([
      {name: 'essential-0', price: {cents: 500, unit: 'month'}, commonRuntime: true, privateSpaces: false},
      {
        name: 'private-0',
        price: {cents: 35_000, unit: 'month', contract: true},
        commonRuntime: false,
        privateSpaces: true,
      },
    ])
  })
})
