import {expect} from 'chai'
import {access, mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {createSourceDatabase, type SourceDatabase} from '../mysql/source-database.js'
import type {ProgramRun} from '../run-program.js'
import {onEachSource} from '../servers.js'
import {runDump} from './run-dump.js'

describe('pg:migrate-mysql:dump', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let folder = ''
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'dump-'))
      database = await createSourceDatabase(source)
      await database.run(
        'CREATE TABLE customers (id int PRIMARY KEY, born date NOT NULL)',
        "INSERT INTO customers VALUES (1, '1980-01-31'), (2, '0000-00-00')",
        'CREATE TABLE orders (id int PRIMARY KEY)',
        'INSERT INTO orders VALUES (1)',
      )
    })

    after(async () => {
      await database.drop()
      await rm(folder, {recursive: true})
    })

    const dump = (...flags: string[]): Promise<ProgramRun> => runDump(['--source', database.url(), ...flags])

    it('writes nothing but the archive to stdout for --output -', async () => {
      const {stdout, stderr, code} = await dump('--include', 'orders', '--output', '-')
      expect(code, stderr).to.equal(0)
      expect(stdout.subarray(0, 5).toString()).to.equal('PGDMP')
      expect(stdout.includes('Table')).to.equal(false)
      expect(stderr).to.contain('2/2 Convert and write')
    })

    it('stops at a hazard before anything is written, exit 11', async () => {
      const file = path.join(folder, 'blocked.dump')
      const {stdout, stderr, code} = await dump('--output', file)
      expect([code, stdout.toString()]).to.deep.equal([11, ''])
      // The CLI wraps and marks its errors.
      expect(stderr.replaceAll(/\s+(?:›\s+)?/g, ' ')).to.contain('--allow zero-date-not-null')
      expect(await access(file).catch((error: Error) => error.message)).to.contain('ENOENT')
    })

    it('writes it with the losses that were allowed, exit 10, and tells every event with --json', async () => {
      const file = path.join(folder, 'all.dump')
      const {stdout, stderr, code} = await dump('--output', file, '--allow', 'all', '--json')
      expect(code, stderr).to.equal(10)
      const events = stdout
        .toString()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as {kind: string; tables?: Array<{table: string; rows: number}>})
      const summary = events.find(({kind}) => kind === 'summary')
      const rows = summary?.tables?.map(({table, rows: count}) => `${table} ${count}`)
      expect([events.at(0)?.kind, rows?.sort()]).to.deep.equal(['step-started', ['customers 2', 'orders 1']])
      expect(stderr).to.equal('')
      expect((await readFile(file)).subarray(0, 5).toString()).to.equal('PGDMP')
    })
  })

  it('refuses two uses of stdout', async () => {
    const {stderr, code} = await runDump(['--source', 'mysql://u@h/d', '--output', '-', '--json'])
    expect(code).to.equal(1)
    expect(stderr).to.contain('--json and --output - both write to stdout.')
  })
})
