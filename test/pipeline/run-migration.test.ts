import {APIClient} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import {expect} from 'chai'
import {rmSync, writeFileSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {type JournalRecord, startJournal} from '../../src/lib/pipeline/journal.js'
import type {MigrationOptions} from '../../src/lib/pipeline/migration-input.js'
import type {Report} from '../../src/lib/pipeline/run-event.js'
import {runMigration} from '../../src/lib/pipeline/run-migration.js'
import {withoutNetwork} from '../heroku/test-api.js'

/** No process has this number: it is above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1

const OPTIONS: MigrationOptions = {
  app: 'sushi',
  withApps: [],
  via: 's3',
  include: [],
  exclude: [],
  allow: [],
  names: 'keep',
  deploy: {kind: 'none'},
  rehearse: false,
}

const RESUME = 'Go on with it: heroku pg:migrate-mysql:resume --app sushi'

const EARLIER: Array<{what: string; record: Partial<JournalRecord>; code: string; suggestion: string}> = [
  {
    what: 'runs at this moment',
    record: {state: 'running', pid: process.ppid},
    code: 'already-running',
    suggestion: 'Wait for it to end, or stop it with Ctrl-C in its terminal',
  },
  {what: 'was killed', record: {state: 'running', pid: NOBODY}, code: 'unfinished-run', suggestion: RESUME},
  {
    what: 'waits for its deploy',
    record: {state: 'waiting-for-deploy'},
    code: 'unfinished-run',
    suggestion: RESUME,
  },
  {what: 'could not put all back', record: {state: 'failed'}, code: 'unfinished-run', suggestion: RESUME},
]

describe('runMigration', () => {
  // Nothing is prepared to answer: a call to Heroku would fail the test.
  withoutNetwork()
  let folder = ''

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'run-migration-'))
  })

  afterEach(() => rm(folder, {recursive: true, force: true}))

  for (const {what, record, code, suggestion} of EARLIER)
    it(`refuses to begin while an earlier migration of the app ${what}`, async () => {
      const journal = await startJournal(folder, {app: 'sushi', id: 'sushi-0a1b2c'})
      await journal.update(record)
      const error = await failureOfRun()
      expect(error).to.include({code})
      expect(error.suggestions).to.deep.equal([suggestion])
    })

  const overlaps = [
    {what: 'stopped the app along', killed: ['sushi'], wanted: []},
    {what: 'stopped an app of --with-app', killed: [], wanted: ['another-app']},
  ]
  for (const {what, killed, wanted} of overlaps)
    it(`refuses to begin while a killed migration of another app has ${what}`, async () => {
      const journal = await startJournal(folder, {app: 'another-app', withApps: killed, id: 'run'})
      await journal.update({pid: NOBODY})
      const error = await failureOfRun(() => {}, {...OPTIONS, withApps: wanted})
      expect(error).to.include({code: 'unfinished-run'})
      expect(error.suggestions).to.deep.equal([
        'Go on with it: heroku pg:migrate-mysql:resume --app another-app',
      ])
    })

  it('begins at most once when it is called twice in the same moment, and leaves nothing unfinished', async () => {
    const errors = await Promise.all([failureOfRun(), failureOfRun()])
    const began = errors.filter(({code}) => code === 'heroku-unreachable')
    expect(began.length, errors.join('\n')).to.be.lessThan(2)
    // Within one process the other's journal looks like that of a process that died.
    for (const {code} of errors.filter(error => !began.includes(error)))
      expect(code).to.equal('unfinished-run')
    expect(await failureOfRun()).to.include({code: 'heroku-unreachable'})
  })

  it('ignores migrations of other apps', async () => {
    await startJournal(folder, {app: 'another-app', id: 'another-app-0a1b2c'})
    expect(await failureOfRun()).to.include({code: 'heroku-unreachable'})
  })

  it('says why it failed even if the journal can no longer be written', async () => {
    const told: string[] = []
    const error = await failureOfRun(event => {
      if (event.kind === 'note') told.push(event.text)
      if (event.kind !== 'step-failed') return
      rmSync(folder, {recursive: true})
      writeFileSync(folder, 'a file where the folder should be')
    })
    expect(error).to.include({code: 'heroku-unreachable'})
    expect(told.join('\n')).to.contain("Couldn't keep the journal in")
  })

  async function failureOfRun(report: Report = () => {}, options = OPTIONS): Promise<MigrationError> {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const nobody = async (): Promise<void> => {}
    try {
      await runMigration(options, {
        client: new APIClient(await Config.load(root)),
        folder,
        report,
        signal: new AbortController().signal,
        confirm: nobody,
        waitForDeploy: nobody,
        runDeploy: nobody,
      })
    } catch (error) {
      if (error instanceof MigrationError) return error
      throw error
    }
    throw new Error('it ran')
  }
})
