import {expect} from 'chai'

import {readFormation, scaleFormation} from '../../src/lib/heroku/formation.js'
import {platform, testApi, withoutNetwork} from './test-api.js'

describe('formation', () => {
  withoutNetwork()

  it('reads every process type, those at 0 included', async () => {
    platform()
      .get('/apps/sushi/formation')
      .reply(200, [
        {id: '1', type: 'web', quantity: 2, size: 'Standard-1X', command: 'java -jar app.jar'},
        {id: '2', type: 'worker', quantity: 0, size: 'Basic', command: 'java -jar worker.jar'},
      ])
    expect(await readFormation(await testApi(), 'sushi')).to.deep.equal([
      {type: 'web', quantity: 2, size: 'Standard-1X'},
      {type: 'worker', quantity: 0, size: 'Basic'},
    ])
  })

  it('sets all quantities in one call and leaves unnamed sizes alone', async () => {
    const updates = [
      {type: 'web', quantity: 2, size: 'Standard-1X'},
      {type: 'worker', quantity: 0},
    ]
    platform().patch('/apps/sushi/formation', {updates}).reply(200, [])
    await scaleFormation(await testApi(), 'sushi', updates)
  })

  it('makes no call for an app without process types', async () => {
    await scaleFormation(await testApi(), 'sushi', [])
  })
})
