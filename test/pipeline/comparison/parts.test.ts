import {expect} from 'chai'

import {moveDatabase, type MovedDatabase} from '../../core/convert/move-database.js'
import {copyDatabase, runSql} from '../../postgres/scratch-database.js'
import {secondLook} from '../../../src/lib/pipeline/comparison/second-look.js'
import type {RunEvent} from '../../../src/lib/pipeline/run-event.js'
import {onEachSource} from '../../servers.js'
import {compareMoved} from '../compare-moved.js'

const NUMBERS =
  '(SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6)'
/** Some 20 ranges of each table. */
const SMALL = {bytes: Infinity, rows: 16}

onEachSource(source => {
  describe('comparing tables in parts', () => {
    let moved: MovedDatabase

    before(async () => {
      const rows = `FROM ${NUMBERS} a, ${NUMBERS} b, ${NUMBERS} c`
      moved = await moveDatabase(source, [
        'CREATE TABLE numbered (id int PRIMARY KEY, v varchar(20), j json)',
        `INSERT INTO numbered SELECT a.n * 49 + b.n * 7 + c.n - 100, CONCAT('v', c.n), '{"zz":1,"a":[1, 2]}' ${rows}`,
        'CREATE TABLE named (name varchar(40) PRIMARY KEY, v int)',
        `INSERT INTO named SELECT CONCAT('é', a.n, b.n, c.n), c.n ${rows}`,
        'CREATE TABLE keyless (a int, b int)',
        `INSERT INTO keyless SELECT a.n, b.n ${rows}`,
        'ANALYZE TABLE numbered, named, keyless',
      ])
    })

    after(() => moved?.drop())

    const CHANGES: {name: string; sql: string; found: object[]}[] = [
      {name: 'nothing where nothing was changed', sql: 'SELECT', found: []},
      {
        name: 'a value in one of many ranges',
        sql: "UPDATE numbered SET v = 'x' WHERE id = 200",
        found: [
          {
            kind: 'differs',
            key: {id: '200'},
            columns: [{column: 'v', expected: 'v6', found: 'x'}],
          },
        ],
      },
      {
        name: 'rows outside of all that MySQL has',
        sql: "INSERT INTO numbered VALUES (-2147483648, 'low', NULL), (2147483647, 'high', NULL)",
        found: ['-2147483648', '2147483647'].map(id => ({kind: 'extra', key: {id}, columns: []})),
      },
      {
        name: 'a row that has NULL for its key',
        sql: "ALTER TABLE numbered DROP CONSTRAINT numbered_pkey; ALTER TABLE numbered ALTER id DROP NOT NULL; INSERT INTO numbered VALUES (NULL, 'x', NULL)",
        found: [{kind: 'extra', key: {id: null}, columns: []}],
      },
      {
        name: 'a value of a table whose key both servers order in other ways',
        sql: "UPDATE named SET v = v + 1 WHERE name = 'é345'",
        found: [{kind: 'differs', key: {name: 'é345'}, columns: [{column: 'v', expected: '5', found: '6'}]}],
      },
      {
        name: 'two equal differences of a table without a key',
        sql: 'UPDATE keyless SET b = 9 WHERE ctid IN (SELECT ctid FROM keyless WHERE a = 3 AND b = 3 LIMIT 2)',
        found: Array.from({length: 2}, () => ({
          kind: 'differs',
          key: {a: '3', b: '3'},
          columns: [{column: 'b', expected: '3', found: '9'}],
        })),
      },
    ]
    for (const {name, sql, found} of CHANGES)
      it(`finds ${name}`, async () => {
        const copy = await copyDatabase(moved.targetUrl)
        const {url} = copy
        try {
          await runSql(url, sql)
          const tables = await compareMoved({...moved, targetUrl: url}, {rangeSize: SMALL})
          expect(tables.map(({target, rows}) => [target, rows])).to.deep.equal([
            ['keyless', 343],
            ['named', 343],
            ['numbered', 343],
          ])
          expect(tables.flatMap(({examples}) => examples)).to.have.deep.members(found)
        } finally {
          await copy.drop()
        }
      })

    it('receives a few bytes for each question, whatever the rows hold', async () => {
      const events: RunEvent[] = []
      await compareMoved(moved, {}, event => events.push(event))
      const end = events.find(event => event.kind === 'rows-compared')
      expect(end?.rows).to.equal(3 * 343)
      // Three tables as a whole, and those of MariaDB's JSON in three forms.
      expect(end?.bytesReceived).to.be.within(200, 4000)
    })

    it('distinguishes rows that changed during the comparison from those that differ', async () => {
      const copy = await copyDatabase(moved.targetUrl)
      const {url} = copy
      const look = secondLook(
        {name: '', configVars: [], address: moved.source, tls: {mode: 'preferred'}},
        url,
      )
      try {
        await runSql(url, 'UPDATE named SET v = 99 WHERE v = 6')
        const again = {
          ...look,
          async now() {
            const sessions = await look.now()
            await runSql(url, "UPDATE named SET v = 6 WHERE name = 'é016'")
            return sessions
          },
        }
        const tables = await compareMoved({...moved, targetUrl: url}, {again})
        const {changed, differing, examples} = tables.find(({target}) => target === 'named')!
        expect({changed, differing}).to.deep.equal({changed: 1, differing: 48})
        expect(examples.filter(({kind}) => kind === 'changed').map(({key}) => key)).to.deep.equal(
          examples.some(({key}) => key.name === 'é016') ? [{name: 'é016'}] : [],
        )
      } finally {
        await look.close()
        await copy.drop()
      }
    })
  })
})
