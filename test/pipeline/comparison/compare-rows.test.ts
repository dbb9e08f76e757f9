import {expect} from 'chai'
import {setTimeout as sleep} from 'node:timers/promises'
import pg from 'pg'

import {moveDatabase, type MovedDatabase} from '../../core/convert/move-database.js'
import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {runSql} from '../../postgres/scratch-database.js'
import {quoteMysqlLiteral} from '../../../src/lib/core/quote.js'
import {onEachSource} from '../../servers.js'
import {compareMoved} from '../compare-moved.js'
import {FAULTS} from '../value-faults.js'

onEachSource(source => {
  describe('compareRows', () => {
    const faults = FAULTS.filter(({only}) => only === undefined || only === source.flavor)
    let moved: MovedDatabase

    before(async () => {
      const columns = faults.map(({mysql}, at) => `c${at} ${mysql}`)
      const row = faults.map(({value}) => value)
      const rules = faults.flatMap(({rule}, at) =>
        rule ? [{match: {column: `faults.c${at}`}, ...rule}] : [],
      )
      const statements = [
        `CREATE TABLE faults (id int PRIMARY KEY, ${columns.join(', ')})`,
        `INSERT INTO faults VALUES ${faults.map((_, id) => `(${id}, ${row.join(', ')})`).join(', ')}`,
        'CREATE TABLE keyless (a int, b varchar(10), c int)',
        "INSERT INTO keyless VALUES (1, 'x', 1), (1, 'x', 1), (2, NULL, 2), (2, '', 2)",
        'CREATE TABLE many (a int, b int, v varchar(20), PRIMARY KEY (a, b))',
        'CREATE TABLE spelled (id int PRIMARY KEY, j json)',
        'INSERT INTO spelled VALUES (9, NULL)',
        `INSERT INTO spelled VALUES ${SPELLINGS.map((json, id) => `(${id}, ${quoteMysqlLiteral(json)})`).join(', ')}`,
        `INSERT INTO many SELECT x.n, y.n, CONCAT(x.n, '-', y.n) FROM ${NUMBERS} x, ${NUMBERS} y`,
      ]
      moved = await moveDatabase(source, statements, {rules: {columns: rules, tables: []}})
    })

    after(() => moved?.drop())

    /** What is found after a change of the target, which is taken back. */
    async function changed(table: string, ...sql: string[]): Promise<object[]> {
      const saved = `CREATE TABLE saved AS TABLE ${table}`
      await runSql(moved.targetUrl, [saved, ...sql].join('; '))
      try {
        const all = await compareMoved(moved)
        return all.flatMap(({target, examples}) => examples.map(example => ({table: target, ...example})))
      } finally {
        const back = `TRUNCATE ${table}; INSERT INTO ${table} SELECT * FROM saved; DROP TABLE saved`
        await runSql(moved.targetUrl, back)
      }
    }

    const found = new Map<number, Promise<object[]>>()

    /** What is found when each fault of a batch is made, in a row of its own. */
    function foundInBatch(batch: number): Promise<object[]> {
      const updates = faults
        .map(
          ({change}, at) => `UPDATE faults SET c${at} = ${change.replaceAll('$', `c${at}`)} WHERE id = ${at}`,
        )
        .slice(batch * BATCH, (batch + 1) * BATCH)
      const known = found.get(batch) ?? changed('faults', ...updates)
      found.set(batch, known)
      return known
    }

    for (const [at, {mysql, change, rule}] of faults.entries())
      it(`finds ${change} in ${mysql}${rule ? ` with ${JSON.stringify(rule)}` : ''}`, async () => {
        const rows = await foundInBatch(Math.floor(at / BATCH))
        expect(rows.map(row => ({...row, columns: columnsOf(row)}))).to.deep.include({
          table: 'faults',
          kind: 'differs',
          key: {id: String(at)},
          columns: [`c${at}`],
        })
      })

    it('finds nothing else in those batches', async () => {
      const batches = await Promise.all(found.values())
      expect(batches.flat()).to.have.length(faults.length)
    })

    it('finds nothing in values that are only spelled differently, even beside real differences', async () => {
      const rows = await changed('spelled', "UPDATE spelled SET j = '[]' WHERE id = 3")
      expect(rows.map(row => (row as {key: object}).key)).to.deep.equal([{id: '3'}])
    })

    const ROWS: {name: string; table: string; sql: string; found: object[]}[] = [
      {
        name: 'a dropped row',
        table: 'many',
        sql: 'DELETE FROM many WHERE a = 2 AND b = 3',
        found: [{kind: 'missing', key: {a: '2', b: '3'}, columns: []}],
      },
      {
        name: 'an added row',
        table: 'many',
        sql: "INSERT INTO many VALUES (9, 9, 'x')",
        found: [{kind: 'extra', key: {a: '9', b: '9'}, columns: []}],
      },
      {
        name: 'a doubled row where the key was lost',
        table: 'many',
        sql: 'ALTER TABLE many DROP CONSTRAINT many_pkey; INSERT INTO many SELECT * FROM many WHERE a = 1 AND b = 2',
        found: [{kind: 'extra', key: {a: '1', b: '2'}, columns: []}],
      },
      {
        name: 'two values that changed places',
        table: 'many',
        sql: "UPDATE many SET v = CASE v WHEN '1-1' THEN '5-5' ELSE '1-1' END WHERE v IN ('1-1', '5-5')",
        found: ['1', '5'].map(n => ({
          kind: 'differs',
          key: {a: n, b: n},
          columns: [{column: 'v', expected: `${n}-${n}`, found: n === '1' ? '5-5' : '1-1'}],
        })),
      },
      {
        name: 'a changed value in a table without a key',
        table: 'keyless',
        sql: "UPDATE keyless SET b = NULL WHERE b = ''",
        found: [
          {
            kind: 'differs',
            key: {a: '2', b: '', c: '2'},
            columns: [{column: 'b', expected: '', found: null}],
          },
        ],
      },
      {
        name: 'one of two equal rows that is gone',
        table: 'keyless',
        sql: "DELETE FROM keyless WHERE ctid = (SELECT ctid FROM keyless WHERE b = 'x' LIMIT 1)",
        found: [{kind: 'missing', key: {a: '1', b: 'x', c: '1'}, columns: []}],
      },
    ]
    for (const {name, table, sql, found} of ROWS)
      it(`finds ${name}`, async () => {
        const rows = await changed(table, sql)
        expect(rows).to.have.deep.members(found.map(row => ({table, ...row})))
      })

    it('does not wait for a server that is still summing up when it is interrupted', async () => {
      const stop = new AbortController()
      const holder = new pg.Client(moved.targetUrl)
      await holder.connect()
      await holder.query('BEGIN; LOCK TABLE many')
      const comparing = compareMoved(moved, {}, () => {}, stop).catch((error: {code: string}) => error.code)
      while ((await runSql(moved.targetUrl, WAITING)).length === 0) await sleep(20)
      stop.abort()
      expect(await comparing).to.equal('interrupted')
      await holder.end()
    })
  })

  describe('compareRows, of texts that are larger than max_allowed_packet or become so as UTF-8', () => {
    let other: SourceDatabase
    let limit: unknown
    let moved: MovedDatabase

    before(async () => {
      other = await createSourceDatabase(source)
      limit = (await other.row('SELECT @@global.max_allowed_packet AS bytes')).bytes
      moved = await moveDatabase(source, [
        'CREATE TABLE large (id int PRIMARY KEY, l longtext CHARACTER SET latin1, a longtext CHARACTER SET ascii, u longtext, g geometry)',
        `INSERT INTO large VALUES (1, REPEAT(_latin1 x'fc', 700000), REPEAT('a', 1200000), REPEAT('漢', 400000), ${line(0)})`,
        'SET GLOBAL max_allowed_packet = 1048576',
      ])
    })

    after(async () => {
      await other.run(`SET GLOBAL max_allowed_packet = ${limit}`)
      await other.drop()
      await moved?.drop()
    })

    it('moves them', async () => {
      const sql =
        "SELECT l = repeat('ü', 700000), a = repeat('a', 1200000), u = repeat('漢', 400000) FROM large"
      expect(await moved.query(sql)).to.deep.equal([['t', 't', 't']])
    })

    it('finds nothing else', async () => {
      const [large] = await compareMoved(moved)
      expect(large!.examples).to.deep.equal([])
    })

    for (const column of ['l', 'a', 'u', 'g'])
      it(`finds that ${column} is gone`, async () => {
        await runSql(moved.targetUrl, `CREATE TABLE saved AS TABLE large; UPDATE large SET ${column} = NULL`)
        const [table] = await compareMoved(moved)
        await runSql(
          moved.targetUrl,
          'TRUNCATE large; INSERT INTO large SELECT * FROM saved; DROP TABLE saved',
        )
        expect(table!.examples.map(columnsOf)).to.deep.equal([[column]])
      })
  })

  describe('compareRows, of values that the server can no longer compute for max_allowed_packet', () => {
    let other: SourceDatabase
    let limit: unknown
    let moved: MovedDatabase

    before(async () => {
      other = await createSourceDatabase(source)
      limit = (await other.row('SELECT @@global.max_allowed_packet AS bytes')).bytes
      const values = `CONCAT(REPEAT('a', 1200000), CHAR(0)), ${line(4326)}, CONCAT('[', REPEAT('1,', 600000), '1]')`
      moved = await moveDatabase(source, [
        'CREATE TABLE larger (id int PRIMARY KEY, n longtext, s geometry, j json)',
        `INSERT INTO larger VALUES (1, ${values}), (2, NULL, NULL, NULL)`,
      ])
      await runSql(moved.targetUrl, 'UPDATE larger SET n = NULL, s = NULL, j = NULL')
      await other.run('SET GLOBAL max_allowed_packet = 1048576')
    })

    after(async () => {
      await other.run(`SET GLOBAL max_allowed_packet = ${limit}`)
      await other.drop()
      await moved?.drop()
    })

    it('tells them where they are NULL in Postgres', async () => {
      const [table] = await compareMoved(moved)
      expect(table!.examples.map(columnsOf)).to.deep.equal([['n', 's', 'j']])
    })
  })
})

function line(srid: number): string {
  return `ST_GeomFromText(CONCAT('LINESTRING(', REPEAT('1 2,', 80000), '3 4)'), ${srid})`
}

const WAITING =
  "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"

/** JSON that no two programs write alike. */
const SPELLINGS = [
  String.raw`{"zeta":1,"a":{"long key":[1.50,-0.0,1e3,2E-7,0],"k":[]},"bb":[{"y":"\u00e9","x":null},[[["deep"]]]]}`,
  String.raw`{"path":"a\/b","quote":"\"\\","smile":"\ud83d\ude00","tab":"\t\u0001","":true}`,
  ' [ 123456789012345678901234567890 , 0.1 , "é" ] ',
  '{"a":1,"a":2}',
]
/** As many rows of a table are told. */
const BATCH = 20
const NUMBERS = '(SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5)'

function columnsOf(row: object): string[] {
  return (row as {columns: {column: string}[]}).columns.map(({column}) => column)
}
