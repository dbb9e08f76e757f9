import {expect} from 'chai'

import type {App} from '../../src/lib/heroku/read-app.js'
import {bringAppsBack} from '../../src/lib/pipeline/bring-apps-back.js'
import type {Checked} from '../../src/lib/pipeline/check-everything.js'
import {memoryJournal, type QuietApp} from '../../src/lib/pipeline/journal.js'
import type {MigrationInput} from '../../src/lib/pipeline/migration-input.js'
import {quiesceApps, undoCommands} from '../../src/lib/pipeline/quiesce-apps.js'
import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import type {StepTools, Undo} from '../../src/lib/pipeline/run-steps.js'
import {failureOf} from '../failure-of.js'
import {platform, testApi, withoutNetwork} from '../heroku/test-api.js'

const SUSHI: QuietApp = {
  app: 'sushi',
  maintenance: false,
  formation: [
    {type: 'web', quantity: 2},
    {type: 'clock', quantity: 0},
    {type: 'worker', quantity: 1},
  ],
}
const DOWN: QuietApp = {app: 'sushi-client', maintenance: true, formation: [{type: 'web', quantity: 0}]}

describe('quiet apps', () => {
  withoutNetwork()

  const commands: Array<{what: string; before: QuietApp; typed: string[]}> = [
    {
      what: 'an app that served',
      before: SUSHI,
      typed: ['heroku ps:scale web=2 worker=1 --app sushi', 'heroku maintenance:off --app sushi'],
    },
    {
      what: 'an app in maintenance mode with a worker',
      before: {...SUSHI, maintenance: true},
      typed: ['heroku ps:scale web=2 worker=1 --app sushi'],
    },
    {
      what: 'an app that runs nothing',
      before: {...DOWN, maintenance: false},
      typed: ['heroku maintenance:off --app sushi-client'],
    },
    {what: 'an app that was down already', before: DOWN, typed: []},
  ]
  for (const {what, before, typed} of commands)
    it(`are brought back by hand with ${typed.length} commands: ${what}`, () => {
      expect(undoCommands(before)).to.deep.equal(typed)
    })

  it('are written down as they are now, not as they were when the run began', async () => {
    serving({...DOWN, maintenance: false})
    const run = await testRun()
    stops('sushi-client', run, [])
    nothingRuns('sushi-client')
    const input = run.input([appOf(DOWN)])
    await quiesceApps(input, run.tools)
    expect(input.journal.record.quiet).to.deep.equal([{...DOWN, maintenance: false}])
  })

  it('are written down, and the commands that undo it told, before anything is changed', async () => {
    serving(SUSHI)
    serving(DOWN)
    const run = await testRun()
    run.onEvent = event => {
      if (event.kind === 'undo-commands') run.calls.push(`told ${event.commands.length} commands`)
    }

    stops('sushi', run, [
      {type: 'web', quantity: 0},
      {type: 'worker', quantity: 0},
    ])
    stops('sushi-client', run, [])
    nothingRuns('sushi')
    nothingRuns('sushi-client')
    const input = run.input([appOf(SUSHI), appOf(DOWN)])
    expect(await quiesceApps(input, run.tools)).to.deep.equal({quiet: [SUSHI, DOWN]})
    expect(input.journal.record.quiet).to.deep.equal([SUSHI, DOWN])
    expect(run.calls).to.deep.equal([
      'told 2 commands',
      'sushi maintenance true',
      'sushi web=0 worker=0',
      'sushi-client maintenance true',
    ])
    expect(run.undos.map(({what, remedy}) => ({what, remedy}))).to.deep.equal([
      {
        what: 'sushi serves again as before',
        remedy: 'heroku ps:scale web=2 worker=1 --app sushi && heroku maintenance:off --app sushi',
      },
      {what: 'sushi-client serves again as before', remedy: ''},
    ])
  })

  it('are waited for, by the names of their dynos', async () => {
    serving(SUSHI)
    const run = await testRun()
    stops('sushi', run, [
      {type: 'web', quantity: 0},
      {type: 'worker', quantity: 0},
    ])
    platform()
      .get('/apps/sushi/dynos')
      .reply(200, [
        {name: 'web.1', type: 'web', state: 'up', command: 'java'},
        {name: 'run.12', type: 'run', state: 'up', command: 'bash'},
      ])
    nothingRuns('sushi')
    await quiesceApps(run.input([appOf(SUSHI)]), run.tools)
    expect(run.events.at(-1)).to.deep.equal({kind: 'progress', text: 'waiting for web.1, run.12'})
  })

  it('are stopped although Heroku fails meanwhile, which is said once', async () => {
    platform().get('/apps/sushi').reply(503, {})
    serving(SUSHI)
    const run = await testRun()
    stops('sushi', run, [
      {type: 'web', quantity: 0},
      {type: 'worker', quantity: 0},
    ])
    nothingRuns('sushi')
    expect(await quiesceApps(run.input([appOf(SUSHI)]), run.tools)).to.deep.equal({quiet: [SUSHI]})
    expect(run.events.filter(({kind}) => kind === 'note')).to.deep.equal([
      {
        kind: 'note',
        text: "Heroku's API answered 503 to GET /apps/sushi. Trying again for some minutes",
      },
    ])
  })

  it('can be undone when stopping them failed halfway', async () => {
    serving(SUSHI)
    const run = await testRun()
    platform().patch('/apps/sushi', {maintenance: true}).reply(200, {})
    platform().patch('/apps/sushi/formation').reply(422, {id: 'invalid_params', message: 'No.'})
    await failureOf(quiesceApps(run.input([appOf(SUSHI)]), run.tools))
    stopped(SUSHI)
    brings('sushi', run, false, [
      {type: 'web', quantity: 2},
      {type: 'worker', quantity: 1},
    ])
    for (const {run: undo} of run.undos) await undo()
    expect(run.calls).to.deep.equal(['sushi web=2 worker=1', 'sushi maintenance false'])
  })

  it('come back as they were, processes first', async () => {
    const run = await testRun()
    stopped(SUSHI)
    brings('sushi', run, false, [
      {type: 'web', quantity: 2},
      {type: 'worker', quantity: 1},
    ])
    stopped(DOWN)
    const input = run.input([])
    await bringAppsBack({...input, quiet: [SUSHI, DOWN], serveAgain: true}, run.tools)
    expect(run.calls).to.deep.equal(['sushi web=2 worker=1', 'sushi maintenance false'])
    expect(input.journal.record.state).to.equal('finished')
  })

  it('come back without a process type that went with the deploy, and with what was scaled meanwhile', async () => {
    const run = await testRun()
    formation({
      ...SUSHI,
      formation: [
        {type: 'web', quantity: 0},
        {type: 'worker', quantity: 3},
      ],
    })
    const before = {...SUSHI, formation: [...SUSHI.formation, {type: 'mailer', quantity: 1}]}
    brings('sushi', run, false, [{type: 'web', quantity: 2}])
    await bringAppsBack({...run.input([]), quiet: [before], serveAgain: true}, run.tools)
    expect(run.events).to.deep.equal([
      {kind: 'note', text: 'worker of sushi was scaled to 3 meanwhile and stays so'},
      {kind: 'note', text: 'sushi has no process type mailer any more, of which 1 ran'},
      {kind: 'note', text: 'sushi serves again'},
    ])
  })

  it('are not put back on MySQL once one of them serves from Postgres', async () => {
    const run = await testRun()
    run.tools.onFailure({what: 'on MySQL', remedy: '', async run() {}})
    stopped(SUSHI)
    brings('sushi', run, false, [
      {type: 'web', quantity: 2},
      {type: 'worker', quantity: 1},
    ])
    platform().get('/apps/sushi-client/formation').reply(422, {id: 'invalid_params', message: 'Not now.'})
    const input = run.input([])
    const error = await failureOf(
      bringAppsBack({...input, quiet: [SUSHI, DOWN], serveAgain: true}, run.tools),
    )
    expect(error).to.deep.include({
      message: 'The data is in Postgres, but sushi-client could not be brought back: Not now.',
      suggestions: ['Go on with: heroku pg:migrate-mysql:resume --app sushi'],
      oclif: {exit: 12},
    })
    expect(run.undos).to.deep.equal([])
    expect(input.journal.record.state).to.equal('waiting-for-deploy')
  })

  it('stay down for --keep-maintenance, which the journal says', async () => {
    const run = await testRun()
    const input = run.input([])
    await bringAppsBack({...input, quiet: [SUSHI], serveAgain: false}, run.tools)
    expect(input.journal.record.state).to.equal('waiting-for-deploy')
  })
})

interface TestRun {
  input: (apps: App[]) => Checked & MigrationInput
  tools: StepTools
  events: RunEvent[]
  undos: Undo[]
  /** What was changed, in order. */
  calls: string[]
  onEvent: (event: RunEvent) => void
}

async function testRun(): Promise<TestRun> {
  const heroku = await testApi()
  const run: TestRun = {
    events: [],
    undos: [],
    calls: [],
    onEvent() {},
    input: apps =>
      ({
        heroku,
        options: {app: 'sushi'},
        journal: memoryJournal('sushi', 'run'),
        apps: apps.map(app => ({app, configVars: {}})),
      }) as unknown as Checked & MigrationInput,
    tools: {
      signal: new AbortController().signal,
      onFailure: undo => run.undos.push(undo),
      atEnd() {},
      keepChanges: () => run.undos.splice(0),
      report(event) {
        run.events.push(event)
        run.onEvent(event)
      },
    },
  }
  return run
}

function appOf({app, maintenance}: QuietApp): App {
  return {name: app, maintenance} as App
}

type Quantities = QuietApp['formation']

function formation({app, formation: types}: QuietApp): void {
  platform()
    .get(`/apps/${app}/formation`)
    .reply(
      200,
      types.map(each => ({...each, size: 'Standard-1X'})),
    )
}

/** An app as it is found before it is stopped. */
function serving(quiet: QuietApp): void {
  platform().get(`/apps/${quiet.app}`).reply(200, {name: quiet.app, maintenance: quiet.maintenance})
  formation(quiet)
}

/** The same when all its processes were stopped. */
function stopped(quiet: QuietApp): void {
  formation({...quiet, formation: quiet.formation.map(({type}) => ({type, quantity: 0}))})
}

function nothingRuns(app: string): void {
  platform().get(`/apps/${app}/dynos`).reply(200, [])
}

function stops(app: string, run: TestRun, quantities: Quantities): void {
  maintains(app, run, true)
  scales(app, run, quantities)
}

function brings(app: string, run: TestRun, maintenance: boolean, quantities: Quantities): void {
  scales(app, run, quantities)
  maintains(app, run, maintenance)
}

function maintains(app: string, {calls}: TestRun, maintenance: boolean): void {
  platform()
    .patch(`/apps/${app}`, {maintenance})
    .reply(200, () => {
      calls.push(`${app} maintenance ${maintenance}`)
      return {}
    })
}

function scales(app: string, {calls}: TestRun, updates: Quantities): void {
  if (updates.length === 0) return
  platform()
    .patch(`/apps/${app}/formation`, {updates})
    .reply(200, () => {
      calls.push(`${app} ${updates.map(({type, quantity}) => `${type}=${quantity}`).join(' ')}`)
      return []
    })
}
