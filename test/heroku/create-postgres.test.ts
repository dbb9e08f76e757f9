import {expect} from 'chai'

import {createPostgres} from '../../src/lib/heroku/create-postgres.js'
import {addon, notFound, rawAddon, rawAttachment} from './fixtures.js'
import {failureOf, fakeClock, platform, testApi, withoutNetwork} from './test-api.js'

const wanted = {plan: 'essential-0', name: 'pg-mig', attachmentName: 'MIGRATED'}
const body = {attachment: {name: 'MIGRATED'}, name: 'pg-mig', plan: {name: 'heroku-postgresql:essential-0'}}
const nameTaken = {id: 'invalid_params', message: 'Name is already taken'}

/** Nothing of that name is on the app yet. */
function nameIsFree(): void {
  platform().get('/apps/sushi/addons/pg-mig').reply(404, notFound)
}

describe('createPostgres', () => {
  withoutNetwork()

  it('creates the plan that was asked for, with the name and the attachment that were given', async () => {
    nameIsFree()
    platform({'accept-expansion': 'plan'})
      .post('/apps/sushi/addons', body)
      .reply(201, rawAddon({state: 'provisioning'}))
    expect(await createPostgres(await testApi(), 'sushi', wanted)).to.deep.equal({
      ...addon,
      state: 'provisioning',
    })
  })

  it('detaches the new database from DATABASE_URL if Heroku puts it there', async () => {
    nameIsFree()
    const created = rawAddon({config_vars: ['DATABASE_URL', 'MIGRATED_URL']})
    platform().post('/apps/sushi/addons', body).reply(201, created)
    platform()
      .get('/addons/addon-id/addon-attachments')
      .reply(200, [rawAttachment('DATABASE', 'pg-mig'), rawAttachment('MIGRATED', 'pg-mig')])
    platform().delete('/addon-attachments/DATABASE-id').reply(200, rawAttachment('DATABASE', 'pg-mig'))
    expect(await createPostgres(await testApi(), 'sushi', wanted)).to.deep.equal(addon)
  })

  it('attaches it under the given name if Heroku attached it only as DATABASE', async () => {
    nameIsFree()
    platform()
      .post('/apps/sushi/addons', body)
      .reply(201, rawAddon({config_vars: ['DATABASE_URL']}))
    platform()
      .get('/addons/addon-id/addon-attachments')
      .reply(200, [rawAttachment('DATABASE', 'pg-mig')])
    platform()
      .post('/addon-attachments', {
        addon: {name: 'pg-mig'},
        app: {name: 'sushi'},
        confirm: 'sushi',
        name: 'MIGRATED',
        namespace: null,
      })
      .reply(201, rawAttachment('MIGRATED', 'pg-mig'))
    platform().delete('/addon-attachments/DATABASE-id').reply(200, rawAttachment('DATABASE', 'pg-mig'))
    expect(await createPostgres(await testApi(), 'sushi', wanted)).to.deep.equal(addon)
  })

  it('creates only one database if the connection breaks and the client sends the call again', async () => {
    nameIsFree()
    const reset = Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'})
    platform().post('/apps/sushi/addons', body).replyWithError(reset)
    platform().post('/apps/sushi/addons', body).reply(422, nameTaken)
    platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
    expect(await createPostgres(await testApi(), 'sushi', wanted)).to.deep.equal(addon)
  })

  it('finds the database whose answer was lost', async () => {
    nameIsFree()
    platform().post('/apps/sushi/addons', body).reply(504, {})
    platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
    expect(await createPostgres(await testApi(), 'sushi', wanted)).to.deep.equal(addon)
  })

  const outages = [
    {
      what: 'is up again before it has made anything',
      answers() {
        platform().post('/apps/sushi/addons', body).reply(503, {})
        nameIsFree()
        nameIsFree()
        platform().post('/apps/sushi/addons', body).reply(201, rawAddon())
      },
    },
    {
      what: 'cannot even be asked whether it has made one, which it has',
      answers() {
        platform().post('/apps/sushi/addons', body).reply(504, {})
        platform().get('/apps/sushi/addons/pg-mig').reply(503, {})
        platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
      },
    },
    {
      what: 'shows the one that it has made only later',
      answers() {
        platform().post('/apps/sushi/addons', body).reply(504, {})
        nameIsFree()
        nameIsFree()
        platform().post('/apps/sushi/addons', body).reply(422, nameTaken)
        nameIsFree()
        platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
      },
    },
  ]
  for (const {what, answers} of outages)
    it(`makes one database when Heroku ${what}`, async () => {
      nameIsFree()
      answers()
      let free = 0
      const onNameFree = async (): Promise<void> => {
        free++
      }
      const options = {...fakeClock(), onFailure() {}}
      expect(await createPostgres(await testApi(), 'sushi', {...wanted, onNameFree}, options)).to.deep.equal(
        addon,
      )
      expect(free).to.equal(1)
    })

  it('finds the database that has the attachment of the name because the call was sent twice', async () => {
    nameIsFree()
    const reset = Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'})
    platform().post('/apps/sushi/addons', body).replyWithError(reset)
    platform().post('/apps/sushi/addons', body).reply(423, {id: 'confirmation_required', message: 'Confirm.'})
    platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
    expect(await createPostgres(await testApi(), 'sushi', wanted)).to.deep.equal(addon)
  })

  it('never takes over a database that existed before', async () => {
    platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
    expect((await failureOf(createPostgres(await testApi(), 'sushi', wanted))).code).to.equal(
      'addon-name-taken',
    )
  })

  const refusals = [
    {
      name: 'a name taken by somebody else',
      answers: [
        nameIsFree,
        () => platform().post('/apps/sushi/addons', body).reply(422, nameTaken),
        nameIsFree,
      ],
      code: 'addon-name-taken',
      message: 'An add-on named pg-mig already exists.',
    },
    {
      name: 'an attachment name in use',
      answers: [
        nameIsFree,
        () =>
          platform()
            .post('/apps/sushi/addons', body)
            .reply(423, {id: 'confirmation_required', message: 'Confirm.'}),
        nameIsFree,
      ],
      code: 'attachment-name-taken',
      message: 'Something is already attached to sushi as MIGRATED.',
    },
    {
      name: 'an outage in which nothing was made',
      answers: [nameIsFree, () => platform().post('/apps/sushi/addons', body).reply(503, {}), nameIsFree],
      code: 'heroku-http-503',
      message: "Heroku's API answered 503 to POST /apps/sushi/addons.",
    },
    {
      name: 'a plan that does not exist',
      answers: [
        nameIsFree,
        () =>
          platform()
            .post('/apps/sushi/addons', body)
            .reply(422, {id: 'invalid_params', message: "Couldn't find that plan."}),
      ],
      code: 'heroku-invalid-params',
      message: "Couldn't find that plan.",
    },
  ]
  for (const {name, answers, code, message} of refusals) {
    it(`reports ${name}`, async () => {
      for (const answer of answers) answer()
      const options = {...fakeClock(), timeout: 0}
      const error = await failureOf(createPostgres(await testApi(), 'sushi', wanted, options))
      expect({code: error.code, message: error.message}).to.deep.equal({code, message})
    })
  }
})
