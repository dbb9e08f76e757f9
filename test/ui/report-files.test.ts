import {expect} from 'chai'
import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import type {ReportKind} from '../../src/lib/core/report/migration-report.js'
import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {reportOutputs, withReport} from '../../src/ui/report-files.js'
import {failureOf} from '../failure-of.js'

describe('report files', () => {
  let folder = ''
  let events: RunEvent[] = []
  let started = false

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'report-files-'))
    await mkdir(path.join(folder, 'gone'))
    events = []
    started = false
  })

  afterEach(() => rm(folder, {recursive: true}))

  /** Its page goes into a folder that disappears meanwhile, its data into one that stays. */
  async function run(kind: ReportKind, outcome: {losses: number} | MigrationError): Promise<unknown> {
    const outputs = reportOutputs({
      html: path.join(folder, 'gone', 'report.html'),
      report: path.join(folder, 'report.json'),
    })
    return withReport(
      {kind, app: 'sushi', allow: []},
      {report: event => events.push(event), outputs},
      async () => {
        started = true
        await rm(path.join(folder, 'gone'), {recursive: true})
        if (outcome instanceof MigrationError) throw outcome
        return outcome
      },
    )
  }

  const told = (): string[] => events.flatMap(event => (event.kind === 'note' ? [event.text] : []))
  const NOT_WRITTEN = /^The report is not written: Couldn't write .*report\.html: ENOENT/

  for (const kind of ['migration', 'rehearsal'] as const)
    it(`that cannot be written make no failure of a ${kind} that is done`, async () => {
      expect(await run(kind, {losses: 1})).to.deep.equal({losses: 1})
      expect(told()).to.have.lengthOf(1)
      expect(told()[0]).to.match(NOT_WRITTEN)
      expect(JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'))).to.include({kind})
    })

  it('that cannot be written are told beside why a migration failed', async () => {
    const failure = new MigrationError('No.', {code: 'refused'})
    expect(await failureOf(run('migration', failure))).to.equal(failure)
    expect(told()[0]).to.match(NOT_WRITTEN)
  })

  it('that cannot be written make a failure of a comparison, which was made for them', async () => {
    expect(await failureOf(run('verification', {losses: 0}))).to.include({code: 'output-failed'})
  })

  it('are refused before anything is done', async () => {
    await rm(path.join(folder, 'gone'), {recursive: true})
    expect(await failureOf(run('migration', {losses: 0}))).to.include({code: 'output-failed'})
    expect(started).to.equal(false)
  })
})
