import {setMaintenance} from '../../src/lib/heroku/set-maintenance.js'
import {platform, testApi, withoutNetwork} from './test-api.js'

describe('setMaintenance', () => {
  withoutNetwork()

  for (const maintenance of [true, false]) {
    it(`turns maintenance mode ${maintenance ? 'on' : 'off'}`, async () => {
      platform().patch('/apps/sushi', {maintenance}).reply(200, {name: 'sushi', maintenance})
      await setMaintenance(await testApi(), 'sushi', maintenance)
    })
  }
})
