import {expect} from 'chai'
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {
  isUnfinished,
  memoryJournal,
  readJournals,
  reopenJournal,
  startJournal,
  type JournalRecord,
} from '../../src/lib/pipeline/journal.js'
import {failureOf} from '../failure-of.js'

const RECORD: JournalRecord = {
  id: 'sushi-0a1b2c',
  app: 'sushi',
  startedAt: '2026-11-22T10:00:00.000Z',
  pid: 4711,
  state: 'running',
  quiet: [{app: 'sushi', maintenance: false, formation: [{type: 'web', quantity: 2}]}],
  addon: {name: 'sushi-postgres', app: 'sushi'},
  filled: null,
  object: {bucket: 'bucket', key: 'sushi.dump'},
  switched: [],
}

describe('journal', () => {
  let folder = ''

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'journal-')), 'pg-migrate-mysql')
  })

  afterEach(() => rm(path.dirname(folder), {recursive: true}))

  it('is on disk before the first change, and after each', async () => {
    const journal = await startJournal(folder, {app: 'sushi', id: 'sushi-0a1b2c'})
    const [atStart] = await readJournals(folder, ['sushi'])
    expect(atStart).to.include({id: 'sushi-0a1b2c', app: 'sushi', state: 'running', pid: process.pid})
    expect(Date.now() - Date.parse(atStart!.startedAt)).to.be.within(0, 10_000)
    await journal.update({addon: RECORD.addon})
    await journal.update({state: 'finished'})
    const [after] = await readJournals(folder, ['sushi'])
    expect(after).to.deep.equal({...atStart, addon: RECORD.addon, state: 'finished'})
    expect(journal.record).to.deep.equal(after)
  })

  it('is for the owner only, in a folder for the owner only, and leaves no other file', async () => {
    await (await startJournal(folder, {app: 'sushi', id: 'sushi-0a1b2c'})).update({quiet: RECORD.quiet})
    expect(await readdir(folder)).to.deep.equal(['sushi-0a1b2c.json'])
    expect((await stat(path.join(folder, 'sushi-0a1b2c.json'))).mode & 0o777).to.equal(0o600)
    expect((await stat(folder)).mode & 0o777).to.equal(0o700)
  })

  it('is whole at every moment', async () => {
    const journal = await startJournal(folder, {app: 'sushi', id: 'sushi-0a1b2c'})
    const file = path.join(folder, 'sushi-0a1b2c.json')
    const writing = (async () => {
      for (let number = 0; number < 30; number++)
        await journal.update({object: {bucket: 'b'.repeat(100_000), key: String(number)}})
    })()
    for (let look = 0; look < 200; look++) JSON.parse(await readFile(file, 'utf8'))
    await writing
  })

  it('can be gone on with by another process', async () => {
    await mkdir(folder)
    await reopenJournal(folder, RECORD).update({addon: null})
    expect(await readJournals(folder, ['sushi'])).to.deep.equal([{...RECORD, addon: null}])
  })

  it('lists the runs of one app, newest first', async () => {
    for (const [id, app, startedAt] of [
      ['a', 'sushi', '2026-11-20T10:00:00.000Z'],
      ['b', 'sushi', '2026-11-22T10:00:00.000Z'],
      ['c', 'sushi-client', '2026-11-23T10:00:00.000Z'],
      ['d', 'sushi', '2026-11-21T10:00:00.000Z'],
    ] as const) {
      await mkdir(folder, {recursive: true})
      await reopenJournal(folder, {...RECORD, id, app, startedAt}).update({})
    }

    expect((await readJournals(folder, ['sushi'])).map(({id}) => id)).to.deep.equal(['b', 'd', 'a'])
    expect(await readJournals(folder, ['pizza'])).to.deep.equal([])
  })

  it('of nobody is empty', async () => {
    expect(await readJournals(path.join(folder, 'missing'), ['sushi'])).to.deep.equal([])
  })

  const broken = [
    {what: 'cut short', text: JSON.stringify(RECORD).slice(0, 50)},
    {what: 'empty', text: ''},
    {what: 'null', text: 'null'},
    {what: 'a text', text: '"sushi"'},
    {what: 'a record without its parts', text: '{"app": "sushi"}'},
    {what: 'a record with parts of another kind', text: JSON.stringify({...RECORD, quiet: 'sushi'})},
  ]
  for (const {what, text} of broken)
    it(`passes over a file that is ${what}`, async () => {
      await mkdir(folder)
      await writeFile(path.join(folder, 'broken.json'), text)
      await writeFile(path.join(folder, 'notes.txt'), 'mine')
      await reopenJournal(folder, RECORD).update({})
      await reopenJournal(folder, {...RECORD, id: 'other'}).update({})
      expect((await readJournals(folder, ['sushi'])).map(({id}) => id).sort()).to.deep.equal([
        'other',
        'sushi-0a1b2c',
      ])
    })

  it('stays in its folder whatever the app is called', async () => {
    await startJournal(folder, {app: '../../sushi', id: '../../sushi-0a1b2c'})
    expect(await readdir(folder)).to.have.lengthOf(1)
    expect(await readJournals(folder, ['../../sushi'])).to.have.lengthOf(1)
  })

  it('that cannot be written says so', async () => {
    await writeFile(folder, 'a file where the folder should be')
    const error = await failureOf(startJournal(folder, {app: 'sushi', id: 'sushi-0a1b2c'}))
    expect(error).to.include({code: 'journal-failed'})
    expect((error as Error).message).to.match(/^Couldn't keep the journal in .*pg-migrate-mysql: EEXIST: /)
  })

  it('of a run that changes nothing is kept in memory', async () => {
    const journal = memoryJournal('sushi', 'plan')
    await journal.update({state: 'finished'})
    expect(journal.record).to.include({app: 'sushi', id: 'plan', state: 'finished'})
  })

  const states: Array<{state: JournalRecord['state']; alive: boolean; unfinished: boolean}> = [
    {state: 'running', alive: true, unfinished: false},
    {state: 'running', alive: false, unfinished: true},
    {state: 'waiting-for-deploy', alive: true, unfinished: true},
    {state: 'waiting-for-deploy', alive: false, unfinished: true},
    {state: 'failed', alive: true, unfinished: true},
    {state: 'failed', alive: false, unfinished: true},
    {state: 'put-back', alive: false, unfinished: false},
    {state: 'finished', alive: false, unfinished: false},
  ]
  for (const {state, alive, unfinished} of states)
    it(`is ${unfinished ? 'unfinished' : 'finished'}: ${state}, its process ${alive ? 'alive' : 'gone'}`, () => {
      const asked: number[] = []
      const isAlive = ({pid}: JournalRecord): boolean => {
        asked.push(pid)
        return alive
      }

      expect(isUnfinished({...RECORD, state}, isAlive)).to.equal(unfinished)
      expect(asked.every(pid => pid === RECORD.pid)).to.equal(true)
    })

  const startedAt = new Date().toISOString()
  const processes = [
    {what: 'lives', record: {pid: process.ppid, startedAt}, unfinished: false},
    {what: 'is gone', record: {pid: 2 ** 22 + 1, startedAt}, unfinished: true},
    {what: 'had the number that this one has', record: {pid: process.pid, startedAt}, unfinished: true},
    {
      what: 'had the number of another, before the machine was started again',
      record: {pid: process.ppid, startedAt: '2001-01-01T10:00:00.000Z'},
      unfinished: true,
    },
  ]
  for (const {what, record, unfinished} of processes)
    it(`knows a process that ${what}`, () => {
      expect(isUnfinished({...RECORD, ...record})).to.equal(unfinished)
    })

  it('is found by the apps that are stopped along', async () => {
    await startJournal(folder, {app: 'sushi', withApps: ['sushi-client'], id: 'sushi-0a1b2c'})
    for (const app of ['sushi', 'sushi-client'])
      expect(await readJournals(folder, ['pizza', app]), app).to.have.lengthOf(1)
    expect(await readJournals(folder, ['pizza'])).to.deep.equal([])
  })
})
