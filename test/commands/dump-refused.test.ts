import {expect} from 'chai'
import {execFile} from 'node:child_process'
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'

import {restoreFromPipe} from '../archive/pg-restore.js'
import {createSourceDatabase, type SourceDatabase} from '../mysql/source-database.js'
import {createDatabase, type ScratchDatabase} from '../postgres/scratch-database.js'
import type {ProgramRun} from '../run-program.js'
import {onEachSource, postgresUrl} from '../servers.js'
import {runDump} from './run-dump.js'

const run = promisify(execFile)

/** Dates that are none, on both servers; MariaDB also stores JSON that is none where its check is off, and lets `1.` pass. */
const STATEMENTS = {
  mysql: [],
  mariadb: [
    'SET check_constraint_checks = 0',
    'CREATE TABLE prefs (id int PRIMARY KEY, j json, required json NOT NULL)',
    `INSERT INTO prefs VALUES (1, '{"a": 1}', '{}'), (2, '{broken', '{broken'), (3, '[1.]', '1')`,
  ],
}
const DAYS = [
  'CREATE TABLE days (id int PRIMARY KEY, d date, e datetime NOT NULL)',
  "INSERT INTO days VALUES (1, '2024-02-29', '2024-01-01'), (2, '0000-05-01', '2024-00-10 10:00:00'), (3, '0000-00-00', '2024-01-01')",
]

const EXPECTED = {
  mysql: {'days.d': 1, 'days.e': 1},
  mariadb: {'days.d': 1, 'days.e': 1, 'prefs.j': 2, 'prefs.required': 1},
}

describe('pg:migrate-mysql:dump of values that Postgres refuses', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let target: ScratchDatabase
    let folder = ''
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'dump-'))
      target = await createDatabase(postgresUrl())
      database = await createSourceDatabase(source)
      await database.run(...DAYS, ...STATEMENTS[source.flavor])
    })

    after(async () => {
      await database.drop()
      await target.drop()
      await rm(folder, {recursive: true})
    })

    const dump = (...flags: string[]): Promise<ProgramRun> =>
      runDump(['--source', database.url(), '--output', path.join(folder, 'app.dump'), ...flags])

    it('stops at the hazards, and leaves nothing behind', async () => {
      const {stderr, code} = await dump()
      expect(code, stderr).to.equal(11)
      expect(stderr.replaceAll(/\s+(?:›\s+)?/g, ' ')).to.contain('--allow refused-value')
      expect(await readdir(folder)).to.deep.equal([])
    })

    it('keeps them in a file beside the archive where that is allowed, exit 10', async () => {
      const {stdout, stderr, code} = await dump('--allow', 'refused-value', '--json')
      expect(code, stderr).to.equal(10)
      const file = path.join(folder, 'app.dump.refused.jsonl')
      expect((await stat(file)).mode & 0o777).to.equal(0o600)
      const told = linesOf<{kind: string; file: string; columns: {where: string; count: number}[]}>(
        stdout.toString(),
      ).find(({kind}) => kind === 'refused-values')
      expect(told?.file).to.equal(file)
      const counts = told!.columns.map(({where, count}) => [where, count] as const)
      expect(Object.fromEntries(counts)).to.deep.equal(EXPECTED[source.flavor])
      const values = linesOf<{column: string; value: string}>(await readFile(file, 'utf8'))
      expect(values.find(({column}) => column === 'd')?.value).to.equal('0000-05-01')
    })

    it('makes an archive that holds every row, into which a value can be loaded later', async () => {
      const args = ['--no-owner', '--no-privileges', '--dbname', target.url]
      const restored = await restoreFromPipe(
        ['pg_restore'],
        await readFile(path.join(folder, 'app.dump')),
        args,
      )
      expect([restored.code, restored.errors]).to.deep.equal([0, ''])
      expect(await query('SELECT id, d, e FROM days ORDER BY id')).to.equal(
        '1|2024-02-29|2024-01-01 00:00:00\n2||\n3||2024-01-01 00:00:00\n',
      )
      const kept = linesOf<{column: string; update: string}>(
        await readFile(path.join(folder, 'app.dump.refused.jsonl'), 'utf8'),
      )
      const {update} = kept.find(({column}) => column === 'd')!
      await psql(`${update}\n`, '--set', 'value=2024-05-01')
      expect(await query('SELECT id, d FROM days WHERE id = 2')).to.equal('2|2024-05-01\n')
    })

    if (source.flavor === 'mariadb')
      it('stops at one that nobody could foresee in a column that takes no NULL', async () => {
        await database.run(
          'CREATE TABLE late (id int PRIMARY KEY, j json NOT NULL)',
          "INSERT INTO late VALUES (7, '[1.]')",
        )
        const {stderr, code} = await dump('--include', 'late', '--allow', 'all')
        expect(code, stderr).to.equal(1)
        const message = stderr.replaceAll(/\s+(?:›\s+)?/g, ' ')
        expect(message).to.contain(
          'late.j in row 1 (id = 7): it is not valid JSON, and the column takes no NULL',
        )
        expect(await readdir(folder)).to.deep.equal(['app.dump', 'app.dump.refused.jsonl'])
      })

    it('keeps the values that a rule makes NULL, too, without --allow refused-value', async () => {
      await database.run(
        'CREATE TABLE codes (id int PRIMARY KEY, code varchar(40) NOT NULL, small float, flags bit(63), size decimal(9,2), raw varbinary(9))',
        `INSERT INTO codes VALUES (1, '0193f0a1-7c2e-7d11-8a5b-0123456789ab', 0.5, 1, 2, 'é'), (2, 'Zoë', 16777217, ~0 >> 1, 7.25, x'FF00'), (3, '', 0.1, 0, 1, NULL)`,
      )
      const rules = path.join(folder, 'rules.json')
      const columns = [
        ['code', 'uuid'],
        ['small', 'numeric(3,1)'],
        ['flags', 'integer'],
        ['size', 'smallint'],
        ['raw', 'text'],
      ].map(([column, as]) => ({match: `codes.${column}`, as}))
      await writeFile(rules, JSON.stringify({columns}))
      const {stderr, code} = await dump('--include', 'codes', '--rules', rules, '--allow', 'rule-misfit')
      expect(code, stderr).to.equal(10)
      const kept = linesOf<{column: string; value?: string; base64?: string; reason: string; key: object}>(
        await readFile(path.join(folder, 'app.dump.refused.jsonl'), 'utf8'),
      )
      const values = kept.map(({column, value, base64, reason, key}) => [
        column,
        value ?? base64,
        reason,
        key,
      ])
      expect(values).to.deep.equal([
        ['code', 'Zoë', 'it is no uuid', {id: '2'}],
        ['small', '16777216', 'it is no numeric(3,1)', {id: '2'}],
        ['flags', '9223372036854775807', 'it is no integer', {id: '2'}],
        ['size', '7.25', 'it is no smallint', {id: '2'}],
        ['raw', '/wA=', 'it is no text', {id: '2'}],
        ['code', '', 'it is no uuid', {id: '3'}],
      ])
    })

    const query = (sql: string): Promise<string> => psql(`${sql};\n`)
    const psql = async (script: string, ...args: string[]): Promise<string> => {
      const running = run('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', ...args, target.url])
      running.child.stdin!.end(script)
      return (await running).stdout
    }
  })
})

function linesOf<Line>(text: string): Line[] {
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line)
}
