import {expect} from 'chai'

import {waitForDatabase} from '../../src/lib/heroku/wait-for-database.js'
import {data, failureOf, fakeClock, testApi, withoutNetwork} from './test-api.js'

interface Answer {
  status?: number
  body: object | string
}

const json = {'Content-Type': 'application/json'}
const waiting = {body: {message: 'preparing (1/2)', 'waiting?': true}}
const missing = [
  {status: 404, body: {id: 'not_found', message: 'Not found.'}},
  {status: 404, body: {}},
  {status: 404, body: '<h1>Not Found</h1>'},
]

/** What the data host answers, one look each. */
function answers(...list: Answer[]): void {
  for (const {status = 200, body} of list)
    data().get('/client/v11/databases/addon-id/wait_status').reply(status, body, json)
}

describe('waitForDatabase', () => {
  withoutNetwork()

  it('waits while the database is unknown, in all three forms, and while it is prepared', async () => {
    answers(...missing, waiting, {status: 503, body: {}}, {body: {message: 'available', 'waiting?': false}})
    const clock = fakeClock()
    const messages: string[] = []
    await waitForDatabase(await testApi(), 'addon-id', {
      onWaiting: message => messages.push(message),
      ...clock,
    })
    const unknown = 'waiting to provision'
    expect(messages).to.deep.equal([unknown, unknown, unknown, 'preparing (1/2)'])
    expect(clock.slept).to.deep.equal([5000, 5000, 5000, 5000, 5000])
  })

  const failures = [
    {
      name: 'reports an error',
      list: [{body: {message: 'disk is broken', 'waiting?': true, 'error?': true}}],
      code: 'database-failed',
      message: 'The database failed: disk is broken',
    },
    {
      name: 'stays unknown',
      list: missing,
      code: 'database-not-found',
      message: 'Heroku does not know the database.',
    },
    {
      name: 'is never ready',
      list: [waiting, waiting],
      code: 'database-timeout',
      message: 'The database is still not available.',
    },
  ]
  for (const {name, list, code, message} of failures) {
    it(`fails when it ${name}`, async () => {
      answers(...list)
      const options = {maxMissing: 2, timeout: code === 'database-timeout' ? 5000 : 60_000, ...fakeClock()}
      const error = await failureOf(waitForDatabase(await testApi(), 'addon-id', options))
      expect({code: error.code, message: error.message}).to.deep.equal({code, message})
    })
  }
})
