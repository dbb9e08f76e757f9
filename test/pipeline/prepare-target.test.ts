import {expect} from 'chai'

import type {Checked} from '../../src/lib/pipeline/check-everything.js'
import {memoryJournal} from '../../src/lib/pipeline/journal.js'
import type {MigrationInput} from '../../src/lib/pipeline/migration-input.js'
import type {Planned} from '../../src/lib/pipeline/plan-migration.js'
import {prepareTarget} from '../../src/lib/pipeline/prepare-target.js'
import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {Steps} from '../../src/lib/pipeline/run-steps.js'
import {failureOf} from '../failure-of.js'
import {notFound, rawAddon} from '../heroku/fixtures.js'
import {platform, testApi, withoutNetwork} from '../heroku/test-api.js'

const ADDON = '/apps/sushi/addons/pg-mig'

describe('prepareTarget', () => {
  withoutNetwork()

  // An add-on that is there is never taken for one that the run made: a call to destroy it would fail the test.
  const refusals = [
    {
      what: "the app's own add-on has",
      answers: () => platform().get(ADDON).reply(200, rawAddon()),
      code: 'addon-name-taken',
    },
    {
      what: 'may have somebody, which Heroku does not tell',
      answers: () => platform().get(ADDON).reply(403, {id: 'forbidden', message: 'No.'}),
      code: 'heroku-forbidden',
    },
  ]
  for (const {what, answers, code} of refusals)
    it(`neither destroys nor writes down an add-on whose name ${what}`, async () => {
      answers()
      const {error, events, written} = await prepare()
      expect(error).to.include({code})
      expect(error).to.deep.include({oclif: {exit: 1}})
      expect(events.filter(({kind}) => kind.startsWith('undo'))).to.deep.equal([])
      expect(written).to.deep.equal([])
    })

  it("does not say that it destroyed somebody else's add-on", async () => {
    const free = (): unknown => platform().get(ADDON).reply(404, notFound)
    free()
    platform().post('/apps/sushi/addons').reply(422, {id: 'invalid_params', message: 'Name is already taken'})
    free()
    const {error, events, written} = await prepare()
    expect(error).to.include({code: 'addon-name-taken'})
    expect(events.filter(({kind}) => kind.startsWith('undo'))).to.deep.equal([])
    expect(written).to.deep.equal([{name: 'pg-mig', app: 'sushi'}, null])
  })
})

/** Runs the step alone; `written` are the add-ons that the journal held in turn. */
async function prepare(): Promise<{error: unknown; events: RunEvent[]; written: unknown[]}> {
  const journal = memoryJournal('sushi', 'run')
  const written: unknown[] = []
  const input = {
    heroku: await testApi(),
    options: {app: 'sushi', addonName: 'pg-mig'},
    journal: {
      record: journal.record,
      async update({addon}: {addon?: unknown}) {
        written.push(addon)
      },
    },
    runId: '0a1b2c',
    existing: null,
    postgresPlan: {name: 'essential-0'},
    async confirm() {},
  } as unknown as Checked & MigrationInput & Planned
  const events: RunEvent[] = []
  const steps = Steps.given<typeof input>().step({title: 'prepare', run: prepareTarget})
  const error = await failureOf(steps.run(input, event => events.push(event), new AbortController().signal))
  return {error, events, written}
}
