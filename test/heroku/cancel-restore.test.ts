import {expect} from 'chai'

import {cancelRestore} from '../../src/lib/heroku/cancel-restore.js'
import {rawTransfer} from './fixtures.js'
import {data, failureOf, testApi, withoutNetwork} from './test-api.js'

describe('cancelRestore', () => {
  withoutNetwork()

  const cancel = '/client/v11/apps/sushi-id/transfers/transfer-7/actions/cancel'
  const look = '/client/v11/apps/sushi-id/transfers/transfer-7'

  it('asks Heroku to cancel it', async () => {
    data().post(cancel).reply(200, {canceled_at: '2026-11-22 10:00:00 +0000'})
    await cancelRestore(await testApi(), 'sushi-id', 'transfer-7')
  })

  it('succeeds if the restore has already ended', async () => {
    data().post(cancel).reply(422, {id: 'invalid_params', message: 'Transfer is finished.'})
    data()
      .get(look)
      .reply(200, rawTransfer({finished_at: '2026-11-22 10:00:00 +0000'}))
    await cancelRestore(await testApi(), 'sushi-id', 'transfer-7')
  })

  it('fails if the restore keeps running', async () => {
    data().post(cancel).reply(500, {})
    data().get(look).reply(200, rawTransfer())
    const error = await failureOf(cancelRestore(await testApi(), 'sushi-id', 'transfer-7'))
    expect(error.code).to.equal('heroku-http-500')
  })
})
