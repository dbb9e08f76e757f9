import {resetDatabase} from '../../src/lib/heroku/reset-database.js'
import {data, testApi, withoutNetwork} from './test-api.js'

describe('resetDatabase', () => {
  withoutNetwork()

  for (const {extensions, body} of [
    {extensions: [], body: {}},
    {extensions: ['PostGIS', 'citext'], body: {extensions: ['citext', 'postgis']}},
  ]) {
    it(`pre-installs ${extensions.length} extensions`, async () => {
      data().put('/client/v11/databases/addon-id/reset', body).reply(200, {message: 'ok'})
      await resetDatabase(await testApi(), 'addon-id', extensions)
    })
  }
})
