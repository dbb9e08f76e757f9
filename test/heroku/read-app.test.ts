import {expect} from 'chai'

import {readApp} from '../../src/lib/heroku/read-app.js'
import {failureOf, platform, testApi, withoutNetwork} from './test-api.js'

const sushi = {
  id: '01234567-89ab-cdef-0123-456789abcdef',
  name: 'sushi',
  maintenance: false,
  region: {id: 'r', name: 'eu'},
  stack: {id: 's', name: 'heroku-24'},
  owner: {id: 'o', email: 'chef@example.com'},
}
const app = {
  id: sushi.id,
  name: 'sushi',
  maintenance: false,
  region: 'eu',
  stack: 'heroku-24',
  space: null,
  shield: false,
  owner: 'chef@example.com',
}

describe('readApp', () => {
  withoutNetwork()

  const cases = [
    {name: 'on the common runtime', body: {...sushi, space: null}, expected: app},
    {
      name: 'in a shield space, in maintenance mode',
      body: {...sushi, maintenance: true, space: {id: 'x', name: 'vault', shield: true}},
      expected: {...app, maintenance: true, space: 'vault', shield: true},
    },
  ]
  for (const {name, body, expected} of cases) {
    it(`reads an app ${name}`, async () => {
      platform().get('/apps/sushi').reply(200, body)
      expect(await readApp(await testApi(), 'sushi')).to.deep.equal(expected)
    })
  }

  it('says that there is no such app, whatever characters its name has', async () => {
    platform()
      .get('/apps/sushi%2F..%2Frolls')
      .reply(404, {id: 'not_found', message: "Couldn't find that app."})
    const error = await failureOf(readApp(await testApi(), 'sushi/../rolls'))
    expect(error.code).to.equal('app-not-found')
    expect(error.message).to.equal("Couldn't find the app sushi/../rolls.")
    expect(error.suggestions.join('\n')).to.include('heroku apps')
  })

  it('distinguishes no access from not found', async () => {
    platform()
      .get('/apps/sushi')
      .reply(403, {id: 'forbidden', message: 'You do not have access to the app sushi.'})
    expect((await failureOf(readApp(await testApi(), 'sushi'))).code).to.equal('heroku-forbidden')
  })
})
