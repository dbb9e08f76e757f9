import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {expect} from 'chai'

import {keepPlan, type PlanChoices} from '../../src/lib/pipeline/output/plan-file.js'
import {readJournals} from '../../src/lib/pipeline/journal.js'
import {readPlanFile} from '../../src/ui/read-plan-file.js'
import {parseRules} from '../../src/ui/read-rules.js'
import {failureOf} from '../failure-of.js'

const RULES = `
columns:
  - {match: '*.customer_id', as: uuid}
  - {match: {column: '*.at', type: datetime}, as: timestamptz, zone: Europe/Vienna, zeroDates: -infinity}
  - {match: {type: date}, zeroDates: null}
  - {match: orders.status, as: text, emptyEnum: unknown, collation: citext, default: drop}
tables:
  - {match: tbl_customers, name: customers, partitions: plain}`

describe('the plan that a migration keeps', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plan-'))
  })

  afterEach(() => rm(folder, {recursive: true}))

  it('is read as it was written, and is readable only by its owner', async () => {
    const choices: PlanChoices = {
      names: 'snake',
      include: ['orders'],
      exclude: ['log'],
      allow: ['zero-date', 'all'],
      rules: parseRules(RULES, 'rules.yml'),
    }
    const file = await keepPlan(folder, 'sushi-1', choices)
    const {format, ...read} = {format: 1, ...(await readPlanFile(file))}
    expect(format).to.equal(1)
    expect(read).to.deep.include(choices)
    expect((await stat(file)).mode & 0o777).to.equal(0o600)
  })

  it("holds nothing about the source except the user's choices", async () => {
    const options = {
      names: 'keep',
      include: [],
      exclude: [],
      allow: [],
      source: 'mysql://u:secret@host/db',
    } as const
    const file = await keepPlan(folder, 'sushi-1', {...options, include: [], exclude: [], allow: []})
    expect(await readFile(file, 'utf8')).not.to.contain('secret')
    expect((await readPlanFile(file)).rules).to.equal(undefined)
  })

  it('is not listed as a journal', async () => {
    await keepPlan(folder, 'sushi-1', {names: 'keep', include: [], exclude: [], allow: []})
    expect(await readJournals(folder, ['sushi'])).to.deep.equal([])
  })

  for (const text of ['', '{}', '[]', '{"format":2}', '{"format":1,"names":"x"}'])
    it(`refuses ${JSON.stringify(text)}`, async () => {
      const file = path.join(folder, 'plan.json')
      await writeFile(file, text)
      expect(await failureOf(readPlanFile(file))).to.include({code: 'bad-plan-file'})
    })
})
