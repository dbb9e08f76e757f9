import {expect} from 'chai'
import {existsSync} from 'node:fs'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {dump} from '../../src/lib/pipeline/dump.js'
import {archiveOutput} from '../../src/lib/pipeline/output/archive-output.js'
import {refusedFile} from '../../src/lib/pipeline/output/refused-file.js'
import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {verify} from '../../src/lib/pipeline/verify.js'
import {restoreFromFile} from '../archive/pg-restore.js'
import {createSourceDatabase, type SourceDatabase} from '../mysql/source-database.js'
import {createDatabase, runSql, type ScratchDatabase} from '../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../servers.js'

/** A column whose first rows are plain and whose last one is not. */
interface LateValue {
  name: string
  mysql: string
  plain: string
  late: string
  /** What is read in Postgres of the last row. */
  read: string | null
  hazard?: string
  /** MySQL 9 stores no bytes that are no character. */
  only?: 'mariadb'
}

const CASES: LateValue[] = [
  {name: 'flag', mysql: 'tinyint(1)', plain: '1', late: '5', read: '5'},
  {
    name: 'big',
    mysql: 'bigint unsigned',
    plain: '1',
    late: '18446744073709551615',
    read: '18446744073709551615',
  },
  {
    name: 'day',
    mysql: 'date NOT NULL',
    plain: "'2024-01-01'",
    late: "'0000-00-00'",
    read: null,
    hazard: 'zero-date-not-null',
  },
  {
    name: 'part',
    mysql: 'date',
    plain: "'2024-01-01'",
    late: "'2024-02-00'",
    read: null,
    hazard: 'refused-value',
  },
  {
    name: 'moment',
    mysql: 'timestamp NULL',
    plain: "'2024-01-01'",
    late: "'0000-00-00'",
    read: null,
    hazard: 'zero-date',
  },
  {
    name: 'span',
    mysql: 'time',
    plain: "'10:00:00'",
    late: "'-30:00:00'",
    read: '-30:00:00',
    hazard: 'time-range',
  },
  {name: 'choice', mysql: "enum('a','b')", plain: "'a'", late: "''", read: null, hazard: 'empty-enum'},
  {
    name: 'blank',
    mysql: "enum('a','') NOT NULL",
    plain: "'a'",
    late: "'x'",
    read: '',
    hazard: 'empty-enum',
  },
  {
    name: 'nul',
    mysql: 'varchar(9)',
    plain: "'ab'",
    late: String.raw`'a\0b'`,
    read: 'ab',
    hazard: 'invalid-text',
  },
  {
    name: 'half',
    mysql: 'text',
    plain: "'ab'",
    late: "CAST(x'61EDA0BD62' AS BINARY)",
    read: 'a�b',
    hazard: 'invalid-text',
    only: 'mariadb',
  },
  {name: 'twice', mysql: 'text', plain: "'é'", late: "'cafÃ©'", read: 'cafÃ©', hazard: 'doubly-encoded-text'},
  {
    name: 'western',
    mysql: 'varchar(9) CHARACTER SET latin1',
    plain: "'é'",
    late: "'cafÃ©'",
    read: 'cafÃ©',
    hazard: 'doubly-encoded-text',
  },
  {
    name: 'seven',
    mysql: 'varchar(9) CHARACTER SET ascii',
    plain: "'?'",
    late: "CAST(x'61C3A9' AS BINARY)",
    read: 'a??',
    hazard: 'invalid-text',
    only: 'mariadb',
  },
  {
    name: 'place',
    mysql: 'point',
    plain: 'POINT(1, 2)',
    late: "ST_GeomFromText('POINT(1 2)', 3857)",
    read: String.raw`\x0101000020110f0000000000000000f03f0000000000000040`,
  },
  {
    name: 'doc',
    mysql: 'json',
    plain: `'{"a":1}'`,
    late: String.raw`'{"a": "\\u0000"}'`,
    read: String.raw`{"a": "\u0000"}`,
  },
]

/** Of about 1 KB, so that the table is large enough to be sampled. */
const ROWS = 24_000

describe('a large table that is profiled by a sample', () => {
  onEachSource(source => {
    const cases = CASES.filter(({only = source.flavor}) => only === source.flavor)
    let from: SourceDatabase
    let folder = ''
    let events: RunEvent[] = []
    const file = (): string => path.join(folder, 'app.dump')

    const run = async (allow: string[], output = archiveOutput(file())): Promise<unknown> => {
      events = []
      const options = {source: from.url(), include: [], exclude: [], allow, names: 'keep' as const, jobs: 1}
      const input = {options, variables: {}, output, refused: refusedFile(`${file()}.refused`)}
      return dump.run(input, event => events.push(event), new AbortController().signal)
    }
    const restored = async (): Promise<ScratchDatabase> => {
      await run(['all'])
      const to = await createDatabase(postgresUrl())
      const args = ['--no-owner', '--no-privileges', '--dbname', to.url]
      const {code, errors} = await restoreFromFile(['pg_restore'], await readFile(file()), args)
      expect(code, errors).to.equal(0)
      return to
    }
    const compare = async (target: string): Promise<unknown> => {
      events = []
      const options = {source: from.url(), include: [], exclude: [], allow: ['all'], names: 'keep' as const}
      const input = {options, variables: {}, target, hideValues: false}
      return verify.run(input, event => events.push(event), new AbortController().signal)
    }
    const differences = (): string[] =>
      events.flatMap(event => (event.kind === 'differences' ? event.differences : [])).map(({where}) => where)
    const startedOver = (): boolean =>
      events.some(event => event.kind === 'note' && event.text.includes('starts over'))
    const hazards = (): string[] =>
      events.flatMap(event => (event.kind === 'hazards' ? event.hazards : [])).map(({code}) => code)
    const setLate = (cases: LateValue[], value: 'late' | 'plain'): Promise<void> =>
      from.run(
        `UPDATE late SET ${cases.map(each => `${each.name} = ${each[value]}`).join(', ')} WHERE id = ${ROWS}`,
      )

    before(async function () {
      this.timeout(120_000)
      folder = await mkdtemp(path.join(tmpdir(), 'sampled-'))
      from = await createSourceDatabase(source)
      await from.run("SET sql_mode = 'ALLOW_INVALID_DATES'")
      await from.run(
        `CREATE TABLE late (id int primary key, ${cases.map(({name, mysql}) => `${name} ${mysql}`).join(', ')}, filler varchar(1000))`,
        `INSERT INTO late VALUES (1, ${cases.map(({plain}) => plain).join(', ')}, REPEAT('x', 900))`,
      )
      const columns = [...cases.map(({name}) => name), 'filler'].join(', ')
      for (let rows = 1; rows < ROWS; rows *= 2)
        await from.run(
          `INSERT INTO late SELECT id + ${rows}, ${columns} FROM late WHERE id + ${rows} <= ${ROWS}`,
        )
      await from.run('ANALYZE TABLE late')
    })
    after(async () => {
      await from.drop()
      await rm(folder, {recursive: true})
    })

    it('is read once if all rows are like the first ones', async () => {
      expect(await run([])).to.deep.include({losses: 0})
      expect(startedOver()).to.equal(false)
      expect(events.find(event => event.kind === 'plan')).to.have.nested.property('plan.rows', ROWS)
    })

    for (const each of cases)
      it(`finds ${each.late} in the last row of a column ${each.mysql}`, async () => {
        await setLate([each], 'late')
        try {
          const failure: unknown = await run([]).then(
            () => undefined,
            error => error,
          )
          if (failure) expect(failure).to.include({code: 'blocked'})
          expect(startedOver()).to.equal(each.name !== 'blank')
          if (each.hazard) expect(hazards()).to.include(each.hazard)
        } finally {
          await setLate([each], 'plain')
        }
      })

    describe('with such a value in every column', () => {
      before(() => setLate(cases, 'late'))

      after(() => setLate(cases, 'plain'))

      it('is blocked until that is allowed, and leaves no file', async () => {
        await rm(file(), {force: true})
        const failure = await run([]).catch((error: unknown) => error)
        expect(failure).to.include({code: 'blocked'})
        expect(existsSync(file()) || existsSync(`${file()}.partial`)).to.equal(false)
      })

      it('is profiled completely first if the output cannot be started over', async () => {
        const failure = await run([], archiveOutput('/dev/null')).catch((error: unknown) => error)
        expect(failure).to.include({code: 'blocked'})
        expect(startedOver()).to.equal(false)
      })

      it('brings them to Postgres as any other dump does', async () => {
        const to = await restored()
        try {
          const columns = cases.map(({name}) => `${name}::text`).join(', ')
          const [row] = await runSql(to.url, `SELECT ${columns} FROM late WHERE id = ${ROWS}`)
          expect(row).to.deep.equal(Object.fromEntries(cases.map(({name, read}) => [name, read])))
        } finally {
          await to.drop()
        }
      })

      it('is found equal by verify, with what was lost', async () => {
        const to = await restored()
        try {
          expect(await compare(to.url))
            .to.have.property('losses')
            .that.is.greaterThan(0)
          expect(differences()).to.deep.equal([])
        } finally {
          await to.drop()
        }
      })

      it('differs for verify if something else differs, which is reported once', async () => {
        const to = await restored()
        try {
          await runSql(to.url, "UPDATE late SET filler = 'y' WHERE id = 12000")
          expect(await compare(to.url).catch(({code}: {code: string}) => code)).to.equal('differences')
          expect(differences()).to.deep.equal(['late.filler'])
        } finally {
          await to.drop()
        }
      })
    })

    it('is compared by its sample whether the rows are equal or differ', async () => {
      const to = await restored()
      try {
        expect(await compare(to.url)).to.have.property('losses', 0)
        await runSql(to.url, "UPDATE late SET filler = 'y', day = '2024-01-02' WHERE id = 12000")
        expect(await compare(to.url).catch(({code}: {code: string}) => code)).to.equal('differences')
        expect(differences()).to.have.members(['late.day', 'late.filler'])
      } finally {
        await to.drop()
      }
    })
  })
})
