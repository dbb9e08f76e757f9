import {expect} from 'chai'
import {assert, asyncProperty, string} from 'fast-check'
import mysql from 'mysql2/promise'
import pg from 'pg'
import {commentSql, enumSql} from '../../src/lib/core/ddl/create-sql.js'
import {MigrationError} from '../../src/lib/core/migration-error.js'
import {
  quoteIdentifier,
  quoteLiteral,
  quoteMysqlIdentifier,
  quoteMysqlLiteral,
  quoteQualified,
} from '../../src/lib/core/quote.js'
import {HOSTILE, HOSTILE_NAMES, LONGEST} from './hostile-names.js'
import {createDatabase, type ScratchDatabase} from '../postgres/scratch-database.js'
import {onEachPostgres, onEachSource} from '../servers.js'

const TEXTS = [...HOSTILE, '', 'long '.repeat(10_000), '\\'.repeat(1001), "'".repeat(1001)]

onEachPostgres(({url}) => {
  describe('quote', () => {
    let database: ScratchDatabase
    let client: pg.Client

    before(async () => {
      database = await createDatabase(url())
      client = new pg.Client({connectionString: database.url})
      await client.connect()
    })

    beforeEach(() => client.query('BEGIN'))

    afterEach(() => client.query('ROLLBACK'))

    after(async () => {
      await client.end()
      await database.drop()
    })

    async function valueOf(sql: string): Promise<unknown> {
      const {rows} = await client.query<{value: unknown}>(sql)
      return rows[0]?.value
    }

    for (const name of HOSTILE_NAMES) {
      const shown = JSON.stringify(name)
      it(`takes ${shown} for the name of a table and a column`, async () => {
        await client.query(`CREATE TABLE ${quoteQualified(name)} (${quoteIdentifier(name)} int)`)
        expect(
          await valueOf(`SELECT array_agg(relname::text) AS value FROM pg_class
          WHERE relnamespace = 'public'::regnamespace`),
        ).to.deep.equal([name])
        expect(
          await valueOf(`SELECT attname AS value FROM pg_attribute
          WHERE attrelid = ${quoteLiteral(quoteQualified(name))}::regclass AND attnum = 1`),
        ).to.equal(name)
      })

      it(`takes ${shown} for a label of an enum of that name`, async () => {
        await client.query(enumSql({name, labels: [name]}).create)
        expect(
          await valueOf(`SELECT enum_range(NULL::${quoteQualified(name)})::text[] AS value`),
        ).to.deep.equal([name])
      })
    }

    for (const text of TEXTS) {
      const shown = JSON.stringify(text.slice(0, LONGEST))
      for (const setting of ['on', 'off'])
        it(`takes ${shown} for a literal, standard_conforming_strings ${setting}`, async () => {
          await client.query(`SET LOCAL standard_conforming_strings = ${setting}`)
          expect(await valueOf(`SELECT ${quoteLiteral(text)} AS value`)).to.equal(text)
        })

      it(`takes ${shown} for a comment`, async () => {
        await client.query('CREATE TABLE commented (a int)')
        await client.query(commentSql('TABLE public.commented', text))
        const comment = await valueOf(
          "SELECT coalesce(obj_description('public.commented'::regclass, 'pg_class'), '') AS value",
        )
        expect(comment).to.equal(text)
      })
    }

    it('takes any text for a literal', async () => {
      const anyText = string({unit: 'binary'}).filter(text => !text.includes('\0'))
      await assert(
        asyncProperty(anyText, async text => {
          expect(await valueOf(`SELECT ${quoteLiteral(text)} AS value`)).to.equal(text)
        }),
      )
    })

    it('takes any name for an identifier', async () => {
      const anyName = string({unit: 'binary', minLength: 1, maxLength: 15}).filter(
        name => !name.includes('\0'),
      )
      await assert(
        asyncProperty(anyName, async name => {
          const {fields} = await client.query(`SELECT 1 AS ${quoteIdentifier(name)}`)
          expect(fields[0]!.name).to.equal(name)
        }),
      )
    })
  })
})

onEachSource(({url}) => {
  describe('quote', () => {
    let connection: mysql.Connection

    before(async () => {
      connection = await mysql.createConnection({uri: url(), charset: 'utf8mb4'})
    })

    after(() => connection.end())

    /** MySQL knows no names outside the basic plane, and takes spaces and control characters off the ends of aliases. */
    const names = HOSTILE_NAMES.filter(name => !/[\u{10000}-\u{10FFFF}]|^[\0- ]|[\0- ]$/u.test(name))
    for (const name of names)
      it(`takes ${JSON.stringify(name)} for a MySQL identifier`, async () => {
        const quoted = quoteMysqlIdentifier(name)
        const [rows] = await connection.query(`SELECT ${quoted} FROM (SELECT 1 AS ${quoted}) AS t`)
        expect(rows).to.deep.equal([{[name]: 1}])
      })

    for (const mode of ['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES'])
      it(`takes any text for a MySQL literal in sql_mode '${mode}'`, async () => {
        await connection.query(`SET SESSION sql_mode = '${mode}'`)
        for (const text of TEXTS) {
          const [rows] = await connection.query(`SELECT ${quoteMysqlLiteral(text)} AS value`)
          expect(rows).to.deep.equal([{value: text}])
        }
      })
  })
})

describe('quote', () => {
  for (const name of ['', '\0', 'a\0b'])
    it(`refuses the name ${JSON.stringify(name)}`, () => {
      expect(() => quoteIdentifier(name))
        .to.throw(MigrationError)
        .with.property('code', 'bad-name')
    })

  it('refuses a text with a NUL byte', () => {
    expect(() => quoteLiteral('a\0b'))
      .to.throw(MigrationError)
      .with.property('code', 'bad-text')
  })
})
