import {APIClient} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import {expect} from 'chai'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import type {Promotion} from '../../src/lib/heroku/promote.js'
import {readJournals, reopenJournal, type JournalRecord} from '../../src/lib/pipeline/journal.js'
import {resume} from '../../src/lib/pipeline/resume.js'
import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {notFound, rawAddon, rawAttachment} from '../heroku/fixtures.js'
import {failureOf, platform, withoutNetwork} from '../heroku/test-api.js'

/** No process has this number: it is above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1

const KILLED: JournalRecord = {
  id: 'sushi-0a1b2c',
  app: 'sushi',
  startedAt: '2026-11-22T10:00:00.000Z',
  pid: NOBODY,
  state: 'running',
  quiet: ['sushi', 'sushi-client'].map(app => ({
    app,
    maintenance: false,
    formation: [{type: 'web', quantity: 1}],
  })),
  addon: {name: 'pg-mig', app: 'sushi'},
  filled: null,
  object: {bucket: 'bucket', key: 'sushi.dump'},
  switched: ['sushi', 'sushi-client'].map(app => promotionOf(app)),
}

describe('resume', () => {
  withoutNetwork()
  let folder = ''

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'resume-'))
  })

  afterEach(() => rm(folder, {recursive: true}))

  const halfDone = {
    ...KILLED,
    switched: [promotionOf('sushi')],
    object: null,
    quiet: KILLED.quiet.slice(0, 1),
  }

  const nothing: Array<{what: string; records: JournalRecord[]}> = [
    {what: 'no run at all', records: []},
    {what: 'a run that finished', records: [{...KILLED, state: 'finished'}]},
    {what: 'a run that put everything back', records: [{...KILLED, state: 'put-back'}]},
    {
      what: 'a run that goes on in another process',
      records: [{...KILLED, pid: process.ppid, startedAt: new Date().toISOString()}],
    },
    {what: "another app's run", records: [{...KILLED, app: 'sushi-client'}]},
  ]
  for (const {what, records} of nothing)
    it(`has nothing to do for ${what}`, async () => {
      const {error} = await resumeAfter(...records)
      expect(error).to.include({
        code: 'nothing-to-resume',
        message: 'No migration of sushi on this machine is unfinished.',
      })
    })

  it('names the app with which this one was stopped', async () => {
    const {error} = await resumeAfter({...KILLED, app: 'pizza', withApps: ['sushi']})
    expect(error).to.deep.include({
      code: 'nothing-to-resume',
      suggestions: ['Go on with the migration of pizza: heroku pg:migrate-mysql:resume --app pizza'],
    })
  })

  it('brings the apps back on Postgres after --keep-maintenance', async () => {
    for (const app of ['sushi', 'sushi-client']) bringsBack(app)
    const {ended, events, record} = await resumeAfter({...KILLED, state: 'waiting-for-deploy', object: null})
    expect(ended).to.equal('serving')
    expect(events).to.deep.equal([
      {kind: 'note', text: 'sushi serves again'},
      {kind: 'note', text: 'sushi-client serves again'},
    ])
    expect(record).to.include({state: 'finished'})
  })

  it('puts everything back, newest first, after a run was killed', async () => {
    for (const app of ['sushi-client', 'sushi']) detaches(app)
    for (const app of ['sushi-client', 'sushi']) bringsBack(app)
    destroysAddon()
    const {ended, events, record} = await resumeAfter(KILLED)
    expect(ended).to.equal('put-back')
    expect(events).to.deep.equal(
      [
        'sushi-client uses MySQL again',
        'sushi uses MySQL again',
        'sushi-client serves again as before',
        'sushi serves again as before',
        'The add-on pg-mig is destroyed',
        'The archive s3://bucket/sushi.dump is still in the bucket',
      ].map(what => ({kind: 'undone', what})),
    )
    expect(record).to.include({state: 'put-back', addon: null})
  })

  it('tells of code that was deployed meanwhile, which stays', async () => {
    detaches('sushi', 'new')
    bringsBack('sushi')
    destroysAddon()
    const {ended, events} = await resumeAfter(halfDone)
    expect(ended).to.equal('put-back')
    expect(events.slice(0, 2)).to.deep.equal([
      {kind: 'undone', what: 'sushi uses MySQL again'},
      {
        kind: 'problems',
        problems: [
          {
            code: 'deployed-meanwhile',
            what: 'sushi runs code that was deployed after it had been switched to Postgres.',
            remedy: 'Go back to the code from before with: heroku rollback v41 --app sushi',
          },
        ],
      },
    ])
  })

  it('leaves a database alone that somebody chose meanwhile, and brings the app back', async () => {
    released('sushi')
    platform()
      .get('/apps/sushi/addon-attachments')
      .reply(200, [rawAttachment('DATABASE', 'pg-third')])
    bringsBack('sushi')
    destroysAddon()
    const {ended, events} = await resumeAfter(halfDone)
    expect(ended).to.equal('put-back')
    expect(events).to.deep.equal([
      {
        kind: 'problems',
        problems: [
          {
            code: 'database-chosen-meanwhile',
            what: 'Somebody made pg-third the DATABASE of sushi after the migration had switched it, and it stays that.',
            remedy: 'See what sushi uses with: heroku config --app sushi',
          },
        ],
      },
      {kind: 'undone', what: 'sushi serves again as before'},
      {kind: 'undone', what: 'The add-on pg-mig is destroyed'},
    ])
  })

  it('has nothing to undo for a run that was killed before it changed anything', async () => {
    const {ended, events} = await resumeAfter({...KILLED, quiet: [], addon: null, object: null, switched: []})
    expect({ended, events}).to.deep.equal({ended: 'put-back', events: []})
  })

  it('takes the newest of the runs that are unfinished', async () => {
    const older = {...KILLED, id: 'older', startedAt: '2026-11-21T10:00:00.000Z'}
    const newest: JournalRecord = {
      ...KILLED,
      id: 'newest',
      state: 'finished',
      startedAt: '2026-11-23T10:00:00Z',
    }
    for (const app of ['sushi', 'sushi-client']) bringsBack(app)
    await resumeAfter(older, newest, {...KILLED, state: 'waiting-for-deploy'})
    const states = (await readJournals(folder, ['sushi'])).map(({id, state}) => `${id} ${state}`)
    expect(states).to.deep.equal(['newest finished', 'sushi-0a1b2c finished', 'older running'])
  })

  const refused = {id: 'invalid_params', message: 'Not now.'}
  const notPutBack = {
    code: 'not-put-back',
    message: 'Not everything could be put back: see the commands above.',
    suggestions: ['Try again with: heroku pg:migrate-mysql:resume --app sushi'],
    oclif: {exit: 12},
  }

  it('lets no app serve from a database that is about to go, and can be run again', async () => {
    platform().get('/apps/sushi/addon-attachments').reply(422, refused)
    const first = await resumeAfter(halfDone)
    expect(first.error).to.deep.include(notPutBack)
    expect(first.events).to.deep.equal([
      {
        kind: 'undo-failed',
        what: 'sushi uses MySQL again',
        message: 'Not now.',
        remedy: 'heroku pg:migrate-mysql:resume --app sushi',
      },
      {kind: 'note', text: 'What was changed before that stays as it is until then'},
    ])
    expect(first.record).to.include({state: 'running'})

    detaches('sushi')
    bringsBack('sushi')
    destroysAddon()
    const second = await resumeAfter()
    expect(second.ended).to.equal('put-back')
    expect(second.record).to.include({state: 'put-back'})
  })

  it('goes on past an app that cannot be brought back, and says what to type', async () => {
    detaches('sushi')
    platform().get('/apps/sushi/formation').reply(422, refused)
    destroysAddon()
    const {error, events} = await resumeAfter(halfDone)
    expect(error).to.deep.include(notPutBack)
    expect(events).to.deep.equal([
      {kind: 'undone', what: 'sushi uses MySQL again'},
      {
        kind: 'undo-failed',
        what: 'sushi serves again as before',
        message: 'Not now.',
        remedy: 'heroku ps:scale web=1 --app sushi && heroku maintenance:off --app sushi',
      },
      {kind: 'undone', what: 'The add-on pg-mig is destroyed'},
    ])
  })

  async function resumeAfter(...records: JournalRecord[]): Promise<{
    ended?: string
    error?: unknown
    events: RunEvent[]
    record: JournalRecord | undefined
  }> {
    for (const record of records) await reopenJournal(folder, record).update({})
    const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
    const events: RunEvent[] = []
    const report = (event: RunEvent): void => {
      events.push(event)
    }

    const work = resume('sushi', {client: new APIClient(config), folder, report})
    const outcome = await work.then(
      ended => ({ended}),
      async () => ({error: await failureOf(work)}),
    )
    const [record] = await readJournals(folder, ['sushi'])
    return {...outcome, events, record}
  }
})

function promotionOf(app: string): Promotion {
  return {app, addon: 'pg-mig', previous: null, saved: {}, releaseBefore: 41}
}

function bringsBack(app: string): void {
  platform()
    .get(`/apps/${app}/formation`)
    .reply(200, [{type: 'web', quantity: 0, size: 'Basic'}])
  platform()
    .patch(`/apps/${app}/formation`, {updates: [{type: 'web', quantity: 1}]})
    .reply(200, [])
  platform().patch(`/apps/${app}`, {maintenance: false}).reply(200, {})
}

function released(app: string, slug = 'old'): void {
  const release = {id: 'r', description: '', status: 'succeeded'}
  platform()
    .get(`/apps/${app}/releases/41`)
    .reply(200, {...release, version: 41, slug: {id: 'old'}})
  platform()
    .get(`/apps/${app}/releases`)
    .reply(206, [{...release, version: 44, slug: {id: slug}}])
}

function detaches(app: string, slug = 'old'): void {
  released(app, slug)
  platform()
    .get(`/apps/${app}/addon-attachments`)
    .reply(200, [rawAttachment('DATABASE', 'pg-mig', {id: `${app}-DATABASE`})])
  platform().delete(`/addon-attachments/${app}-DATABASE`).reply(200, {})
}

function destroysAddon(): void {
  platform().get('/apps/sushi/addons/pg-mig').reply(200, rawAddon())
  platform().delete('/apps/sushi-id/addons/addon-id').reply(200, rawAddon())
  platform()
    .get('/apps/sushi-id/addons/addon-id')
    .reply(404, {...notFound, resource: 'add_on'})
}
