import {expect} from 'chai'
import {buffer} from 'node:stream/consumers'
import {deflateSegment} from '../../src/lib/archive/deflate-segment.js'
import {writeArchive} from '../../src/lib/archive/write-archive.js'
import {archiveEntries} from '../../src/lib/core/ddl/archive-entries.js'
import {compareFacts} from '../../src/lib/core/compare-facts.js'
import type {CopyBlock} from '../../src/lib/core/encode/copy-block.js'
import type {PostgresSchema, PostgresTable} from '../../src/lib/core/postgres-schema.js'
import {quoteIdentifier, quoteLiteral} from '../../src/lib/core/quote.js'
import {connectTarget} from '../../src/lib/postgres/connect.js'
import {readFacts} from '../../src/lib/postgres/read-facts.js'
import {aColumn, aSchema, aTable, PARTED, SHOP, SHOP_ROWS} from '../core/a-postgres-schema.js'
import {HOSTILE, HOSTILE_NAMES} from '../core/hostile-names.js'
import {createDatabase, runSql, type ScratchDatabase} from '../postgres/scratch-database.js'
import {onEachPostgres} from '../servers.js'
import {restoreFromFile, restoreFromPipe} from './pg-restore.js'

const NO_ERROR = {code: 0, output: '', errors: ''}
const AS_HEROKU = ['--no-owner', '--no-privileges', '--format', 'custom', '--dbname']

const SHOP_COUNTS: Record<string, number> = {orders: 3, customers: 2}

/** A table whose every part has the same hostile name; `i` makes an index's name differ, since tables and indexes share names. */
function hostileTable(name: string, i: number): PostgresTable {
  const key = {name: `key ${i}`, columns: [name]}
  const index = {name: `i${i} ${name}`.slice(0, 20), unique: false, method: 'btree', comment: name} as const
  return aTable(
    name,
    [
      aColumn(name, 'bigint', {nullable: false, identity: {sequence: `seq ${i}`, next: '2'}, comment: name}),
      aColumn('label', `public."${i}"`, {defaultSql: quoteLiteral(name)}),
    ],
    {
      comment: name,
      primaryKey: key,
      indexes: [{...index, elements: [quoteIdentifier(name)]}],
      checks: [{name, sql: `${quoteIdentifier(name)} > 0`}],
    },
  )
}

async function* blockOf(text: string): AsyncGenerator<CopyBlock> {
  yield {bytes: Buffer.from(text), rows: 1}
}

/** Every row is a segment of its own. */
function archiveOf(schema: PostgresSchema, rows: Record<string, string>): Promise<Buffer> {
  const head = {entries: archiveEntries(schema), database: 'shop', createdAt: new Date()}
  return buffer(
    writeArchive(head, async function* (table) {
      for (const line of rows[table]!.split(/(?<=\n)/)) yield* deflateSegment(blockOf(line))
    }).bytes,
  )
}

onEachPostgres(({pgRestore, url}) => {
  describe('an archive', () => {
    let database: ScratchDatabase
    let archive: Buffer

    beforeEach(async () => {
      database = await createDatabase(url())
      archive = await archiveOf(SHOP, SHOP_ROWS)
    })

    afterEach(() => database.drop())

    async function differences(schema = SHOP, rows = SHOP_COUNTS): Promise<unknown[]> {
      const client = await connectTarget(database.url)
      try {
        const counts: Record<string, number | null> = {}
        for (const table of Object.keys(rows)) {
          const {rowCount} = await client.query(`TABLE public.${quoteIdentifier(table)}`)
          counts[table] = rowCount
        }

        expect(counts).to.deep.equal(rows)
        return compareFacts({schema}, await readFacts(client))
      } finally {
        await client.end()
      }
    }

    const ways = [
      {name: 'a pipe', restore: restoreFromPipe, args: []},
      {name: 'a file', restore: restoreFromFile, args: []},
      {name: 'a file with two jobs', restore: restoreFromFile, args: ['--jobs', '2']},
      {name: 'a pipe in one transaction', restore: restoreFromPipe, args: ['--single-transaction']},
    ]
    for (const {name, restore, args} of ways)
      it(`is restored from ${name} by an owner who is not a superuser`, async () => {
        expect(await restore(pgRestore, archive, [...args, ...AS_HEROKU, database.url])).to.deep.equal(
          NO_ERROR,
        )
        expect(await differences()).to.deep.equal([])
        expect(
          await runSql(
            database.url,
            "SELECT conname, convalidated FROM pg_constraint WHERE contype = 'c' AND conrelid = 'orders'::regclass ORDER BY 1",
          ),
        ).to.deep.equal([
          {conname: 'orders_id_check', convalidated: true},
          {conname: 'orders_price_check', convalidated: false},
          {conname: 'orders_ratio_check', convalidated: false},
        ])
      })

    it('arrives with its values, its sequences and its views', async () => {
      await restoreFromPipe(pgRestore, archive, [...AS_HEROKU, database.url])
      expect(await runSql(database.url, 'SELECT * FROM orders ORDER BY id')).to.deep.equal([
        {id: '1', customer_id: 1, status: 'open', price: '9.99', price_with_tax: '11.99', touched: null},
        {id: '2', customer_id: 2, status: "won't do", price: '20.00', price_with_tax: '24.00', touched: null},
        {
          id: '41',
          customer_id: 99,
          status: String.raw`a\b`,
          price: '-1.00',
          price_with_tax: '-1.20',
          touched: new Date('2024-01-01T00:00:00Z'),
        },
      ])
      expect(await runSql(database.url, 'SELECT email, total FROM order_totals ORDER BY 1')).to.deep.equal([
        {email: 'ann@example.com', total: '9.99'},
        {email: 'björn@example.com', total: '20.00'},
      ])
      const inserted = "INSERT INTO orders (customer_id) VALUES (1) RETURNING id, nextval('invoice_number')"
      expect(await runSql(database.url, inserted)).to.deep.equal([{id: '42', nextval: '1000'}])
    })

    it('arrives with its comments and its trigger', async () => {
      await restoreFromPipe(pgRestore, archive, [...AS_HEROKU, database.url])
      const comments = `SELECT obj_description('orders'::regclass, 'pg_class') AS on_table,
        col_description('orders'::regclass, 3) AS on_column,
        obj_description('orders_price'::regclass, 'pg_class') AS on_index`
      expect(await runSql(database.url, comments)).to.deep.equal([
        {on_table: 'Orders', on_column: "where it's at", on_index: 'for the list'},
      ])
      const touch = 'UPDATE orders SET price = 10 WHERE id = 1 RETURNING touched IS NOT NULL AS touched'
      expect(await runSql(database.url, touch)).to.deep.equal([{touched: true}])
    })

    it('keeps rows that fail a check or have no parent, and refuses new ones', async () => {
      await restoreFromPipe(pgRestore, archive, [...AS_HEROKU, database.url])
      for (const values of ["(99, 'open', 1)", "(1, 'open', -1)"]) {
        const insert = `INSERT INTO orders (customer_id, status, price) VALUES ${values}`
        const refused = await runSql(database.url, insert).catch(({code}: {code: string}) => code)
        expect(refused).to.match(/^23(503|514)$/)
      }
    })

    it('is restored a second time over itself with --clean --if-exists', async () => {
      await restoreFromPipe(pgRestore, archive, [...AS_HEROKU, database.url])
      const again = ['--clean', '--if-exists', ...AS_HEROKU, database.url]
      expect(await restoreFromPipe(pgRestore, archive, again)).to.deep.equal(NO_ERROR)
      expect(await differences()).to.deep.equal([])
    })

    it('fills partitions, with two jobs and over itself', async () => {
      const schema = aSchema({tables: [PARTED], functions: SHOP.functions})
      const rows = '1\t2019-12-31\t\\N\n2\t2020-01-01\t\\N\n3\t2021-01-01\t\\N\n'
      const parted = await archiveOf(schema, {parted: rows})
      const twice = [
        ['--jobs', '2'],
        ['--jobs', '2', '--clean', '--if-exists'],
        ['--clean', '--if-exists'],
      ]
      for (const args of twice)
        expect(await restoreFromFile(pgRestore, parted, [...args, ...AS_HEROKU, database.url])).to.deep.equal(
          NO_ERROR,
        )
      expect(await differences(schema, {parted: 3})).to.deep.equal([])
      const insert =
        "INSERT INTO parted (at) VALUES ('2022-02-02') RETURNING id, tableoid::regclass::text AS of"
      expect(await runSql(database.url, insert)).to.deep.equal([{id: 4, of: 'parted_new_0'}])
      const touch =
        "UPDATE parted SET at = '2000-01-01' WHERE id = 3 RETURNING touched IS NOT NULL AS touched"
      expect(await runSql(database.url, touch)).to.deep.equal([{touched: true}])
    })

    it('lists its entries', async () => {
      const {code, output} = await restoreFromPipe(pgRestore, archive, ['--list'])
      expect(code).to.equal(0)
      expect(output.split('\n').filter(line => line !== '' && !line.startsWith(';'))).to.have.length(25)
      expect(output).to.include('; 0 0 TABLE DATA public orders').and.to.include('dbname: shop')
    })

    it('becomes a script in which every COPY ends', async () => {
      const {output} = await restoreFromPipe(pgRestore, archive, ['--file', '-'])
      expect(output.match(/^COPY /gm)).to.have.length(2)
      expect(output.match(/^\\\.$/gm)).to.have.length(2)
    })

    it('carries hostile names and labels', async () => {
      const schema = aSchema({
        enums: HOSTILE_NAMES.map((name, i) => ({name: `${i}`, labels: [name]})),
        tables: HOSTILE_NAMES.map((name, i) => hostileTable(name, i)),
        views: [
          {
            name: '\n"view',
            source: 'view',
            columns: HOSTILE,
            sql: `SELECT ${HOSTILE.map((_, i) => i).join(', ')}`,
          },
        ],
      })
      const rows = Object.fromEntries(HOSTILE_NAMES.map(name => [name, '1\t\\N\n']))
      const hostile = await archiveOf(schema, rows)
      expect(await restoreFromPipe(pgRestore, hostile, [...AS_HEROKU, database.url])).to.deep.equal(NO_ERROR)
      expect(
        await differences(schema, Object.fromEntries(HOSTILE_NAMES.map(name => [name, 1]))),
      ).to.deep.equal([])
      const again = ['--clean', '--if-exists', ...AS_HEROKU, database.url]
      expect(await restoreFromPipe(pgRestore, hostile, again)).to.deep.equal(NO_ERROR)
    })

    it('that is cut short makes pg_restore fail', async () => {
      const cut = archive.subarray(0, -20)
      const {code} = await restoreFromPipe(pgRestore, cut, [...AS_HEROKU, database.url])
      expect(code).to.not.equal(0)
    })
  })
})
