import {expect} from 'chai'

import {startRestore} from '../../src/lib/heroku/start-restore.js'
import {addon, rawTransfer} from './fixtures.js'
import {data, failureOf, testApi, withoutNetwork} from './test-api.js'

const backupUrl = 'https://bucket.s3.eu-west-1.amazonaws.com/run-1.dump?X-Amz-Signature=new'
const otherUrl = 'https://bucket.s3.eu-west-1.amazonaws.com/other.dump?X-Amz-Signature=x'
const databaseUrl = 'postgres://u:secret@db-host:5432/d'
const ours = {
  from_url: 'https://bucket.s3.eu-west-1.amazonaws.com/run-1.dump?X-Amz-Signature=old',
  to_url: databaseUrl,
}
const restores = '/client/v11/databases/addon-id/restores'

function database(): void {
  data()
    .get('/client/v11/databases/addon-id')
    .reply(200, {plan: 'essential-0', resource_url: databaseUrl, num_bytes: 0})
}

function transfers(...list: object[]): void {
  data().get('/client/v11/apps/sushi-id/transfers').reply(200, list)
}

describe('startRestore', () => {
  withoutNetwork()

  for (const {extensions, body} of [
    {extensions: [], body: {backup_url: backupUrl}},
    {extensions: [' PostGIS', 'citext'], body: {backup_url: backupUrl, extensions: ['citext', 'postgis']}},
  ]) {
    it(`starts the restore once, with ${extensions.length} extensions`, async () => {
      database()
      transfers()
      data().post(restores, body).reply(201, rawTransfer(ours))
      transfers(rawTransfer(ours))
      const restore = await startRestore(await testApi(), addon, backupUrl, extensions)
      expect({id: restore.id, name: restore.name}).to.deep.equal({id: 'transfer-7', name: 'r007'})
      expect(JSON.stringify(restore)).to.not.match(/Signature|secret/)
    })
  }

  it('starts in spite of other transfers that do not conflict', async () => {
    database()
    const others = [
      rawTransfer({...ours, num: 1, from_url: otherUrl, finished_at: '2026-11-22 10:00:00 +0000'}),
      rawTransfer({...ours, num: 2, to_type: 'gof3r'}),
      rawTransfer({...ours, num: 3, to_url: 'postgres://u:p@db-host:5432/another'}),
    ]
    transfers(...others)
    data().post(restores).reply(201, rawTransfer(ours))
    transfers(...others, rawTransfer(ours))
    expect((await startRestore(await testApi(), addon, backupUrl)).name).to.equal('r007')
  })

  it('follows a restore of the same archive that is already running', async () => {
    database()
    transfers(rawTransfer({...ours, num: 5}))
    expect((await startRestore(await testApi(), addon, backupUrl)).name).to.equal('r005')
  })

  it('takes over one of the same archive that has ended before anybody saw it', async () => {
    database()
    transfers(rawTransfer({...ours, num: 5, finished_at: '2026-11-22 10:00:00 +0000'}))
    expect((await startRestore(await testApi(), addon, backupUrl)).name).to.equal('r005')
  })

  it('cancels the twin of one that it takes over', async () => {
    database()
    transfers(rawTransfer({...ours, num: 8}), rawTransfer({...ours, num: 7}))
    data()
      .post('/client/v11/apps/sushi-id/transfers/transfer-8/actions/cancel')
      .reply(200, {canceled_at: 'now'})
    expect((await startRestore(await testApi(), addon, backupUrl)).name).to.equal('r007')
  })

  it('cancels the second restore if the client sent the call twice', async () => {
    database()
    transfers()
    const reset = Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'})
    data().post(restores).replyWithError(reset)
    data()
      .post(restores)
      .reply(201, rawTransfer({...ours, num: 8}))
    transfers(rawTransfer({...ours, num: 8}), rawTransfer({...ours, num: 7}))
    data()
      .post('/client/v11/apps/sushi-id/transfers/transfer-8/actions/cancel')
      .reply(200, {canceled_at: 'now'})
    expect((await startRestore(await testApi(), addon, backupUrl)).name).to.equal('r007')
  })

  it('finds a restore whose answer was lost', async () => {
    database()
    transfers()
    data().post(restores).reply(504, {})
    transfers(rawTransfer(ours))
    expect((await startRestore(await testApi(), addon, backupUrl)).name).to.equal('r007')
  })

  it('trusts the answer if the list of restores cannot be read', async () => {
    database()
    transfers()
    data().post(restores).reply(201, rawTransfer(ours))
    data().get('/client/v11/apps/sushi-id/transfers').reply(503, {})
    expect((await startRestore(await testApi(), addon, backupUrl)).name).to.equal('r007')
  })

  const refusals = [
    {
      name: 'another archive is being restored',
      answers: () => transfers(rawTransfer({...ours, from_url: otherUrl})),
      code: 'restore-running',
    },
    {
      name: 'an unnamed archive is being restored',
      answers: () => transfers(rawTransfer({...ours, from_url: null})),
      code: 'restore-running',
    },
    {
      name: 'the API is down and nothing was started',
      answers() {
        transfers()
        data().post(restores).reply(503, {})
        transfers()
      },
      code: 'heroku-http-503',
    },
    {
      name: 'the API refuses the URL',
      answers() {
        transfers()
        data().post(restores).reply(422, {id: 'invalid_params', message: 'Bad URL.'})
      },
      code: 'heroku-invalid-params',
    },
  ]

  it('says how to look at, or cancel, another restore that is running', async () => {
    database()
    transfers(rawTransfer({...ours, num: 5, from_url: otherUrl}))
    expect((await failureOf(startRestore(await testApi(), addon, backupUrl))).suggestions).to.deep.equal([
      'Wait for it with: heroku pg:backups:info r005 --app sushi',
      'Stop it with: heroku pg:backups:cancel r005 --app sushi',
    ])
  })

  for (const {name, answers, code} of refusals) {
    it(`fails when ${name}`, async () => {
      database()
      answers()
      expect((await failureOf(startRestore(await testApi(), addon, backupUrl))).code).to.equal(code)
    })
  }
})
