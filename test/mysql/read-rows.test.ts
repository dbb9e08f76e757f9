import {expect} from 'chai'
import {Buffer} from 'node:buffer'
import {setTimeout as sleep} from 'node:timers/promises'

import type {CopyBlock} from '../../src/lib/core/encode/copy-block.js'
import type {Encoding} from '../../src/lib/core/encode/encoding.js'
import {quoteMysqlIdentifier} from '../../src/lib/core/quote.js'
import type {TableCopy} from '../../src/lib/core/table-copy.js'
import type {SourceConnection} from '../../src/lib/mysql/connect.js'
import {readRows} from '../../src/lib/mysql/read-rows.js'
import {onEachSource} from '../servers.js'
import {expectError} from './expect-error.js'
import {createSourceDatabase, type SourceDatabase} from './source-database.js'

/** A copy of these columns as they are. */
function copyOf(source: string, columns: Record<string, Encoding>, key: string[] = []): TableCopy {
  return {
    source,
    target: source,
    columns: Object.entries(columns).map(([name, encoding]) => ({
      source: name,
      select: quoteMysqlIdentifier(name),
      target: name,
      encoding,
      nullable: !key.includes(name),
    })),
    computed: [],
    key,
  }
}

const TEXT = {kind: 'text'} as const
const ASCII = {kind: 'ascii'} as const

/** Lengths around which a length takes more bytes, or a row more packets (16,777,215 bytes each). */
const LENGTHS = [
  0, 1, 250, 251, 252, 65_535, 65_536, 16_777_199, 16_777_204, 16_777_205, 16_777_215, 16_777_216, 33_554_440,
]

interface TypeCase {
  ddl: string
  encoding: Encoding
  sql: string
  expected: string
}

const TYPES: TypeCase[] = [
  {ddl: 'bigint unsigned', encoding: ASCII, sql: '18446744073709551615', expected: '18446744073709551615'},
  {
    ddl: 'decimal(65,30)',
    encoding: ASCII,
    sql: "'12345678901234567890.123456789012345678901234567891'",
    expected: '12345678901234567890.123456789012345678901234567891',
  },
  {ddl: 'double', encoding: ASCII, sql: '1.7976931348623157e308', expected: '1.7976931348623157e308'},
  {ddl: 'int(8) zerofill', encoding: ASCII, sql: '42', expected: '00000042'},
  {ddl: 'varchar(20)', encoding: TEXT, sql: String.raw`'a\tb\nc\\d\re'`, expected: String.raw`a\tb\nc\\d\re`},
  {ddl: 'char(20)', encoding: TEXT, sql: "'pad '", expected: 'pad'},
  {ddl: 'varchar(20) character set latin1', encoding: TEXT, sql: "'ü€'", expected: 'ü€'},
  {ddl: 'varchar(20) character set utf16', encoding: TEXT, sql: "'ü€😀'", expected: 'ü€😀'},
  {ddl: 'text character set gbk', encoding: TEXT, sql: "'你好'", expected: '你好'},
  {ddl: 'blob', encoding: {kind: 'bytea'}, sql: "x'00ff5c0a'", expected: String.raw`\\x00ff5c0a`},
  {ddl: 'binary(4)', encoding: {kind: 'bytea'}, sql: "x'0102'", expected: String.raw`\\x01020000`},
  {ddl: 'tinyint(1)', encoding: {kind: 'boolean'}, sql: '1', expected: '1'},
  {ddl: 'bit(1)', encoding: {kind: 'bit-boolean'}, sql: "b'1'", expected: '1'},
  {ddl: 'bit(10)', encoding: {kind: 'bit', width: 10}, sql: "b'1000000011'", expected: '1000000011'},
  {ddl: 'year', encoding: ASCII, sql: '1999', expected: '1999'},
  {ddl: 'time(3)', encoding: ASCII, sql: "'-838:59:58.999'", expected: '-838:59:58.999'},
  {ddl: 'date', encoding: {kind: 'date'}, sql: "'2001-02-03'", expected: '2001-02-03'},
  {ddl: 'date', encoding: {kind: 'date', zero: null}, sql: "'2001-02-00'", expected: String.raw`\N`},
  {
    ddl: 'datetime(6)',
    encoding: {kind: 'date'},
    sql: "'2001-02-03 04:05:06.000001'",
    expected: '2001-02-03 04:05:06.000001',
  },
  {
    ddl: 'timestamp null',
    encoding: {kind: 'timestamptz'},
    sql: "'2001-02-03 04:05:06'",
    expected: '2001-02-03 04:05:06+00',
  },
  {ddl: "enum('a','b c')", encoding: {kind: 'enum'}, sql: "'b c'", expected: 'b c'},
  {ddl: "set('a','b','c')", encoding: {kind: 'set'}, sql: "'a,c'", expected: '{"a","c"}'},
  {ddl: 'json', encoding: {kind: 'json'}, sql: `'{"a": 1}'`, expected: '{"a": 1}'},
  {ddl: 'point', encoding: {kind: 'point'}, sql: 'POINT(1.5, -2)', expected: '(1.5,-2)'},
  {ddl: 'int', encoding: ASCII, sql: 'NULL', expected: String.raw`\N`},
]

describe('readRows', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let connection: SourceConnection
    const read = async (
      copy: TableCopy,
      signal?: AbortSignal,
    ): Promise<{text: string; blocks: CopyBlock[]}> => {
      const blocks: CopyBlock[] = []
      for await (const block of readRows(connection, copy, {database: database.address.database, signal}))
        blocks.push(block)
      return {text: Buffer.concat(blocks.map(({bytes}) => bytes)).toString(), blocks}
    }

    const readRefused = async (copy: TableCopy): Promise<CopyBlock> => {
      const {database: name} = database.address
      const {value} = await readRows(connection, copy, {database: name, allowRefused: true}).next()
      return value as CopyBlock
    }

    before(async () => {
      database = await createSourceDatabase(source)
      await database.run("SET time_zone = '+00:00'", 'SET NAMES utf8mb4')
    })
    beforeEach(async () => {
      connection = await database.open()
    })
    afterEach(() => connection.close())
    after(() => database.drop())

    for (const [number, {ddl, encoding, sql, expected}] of TYPES.entries())
      it(`reads ${sql} in ${ddl}`, async () => {
        await database.run(
          `CREATE TABLE type${number} (id int, v ${ddl}, z int)`,
          `INSERT INTO type${number} VALUES (7, ${sql}, 8)`,
        )
        const {text} = await read(copyOf(`type${number}`, {id: ASCII, v: encoding, z: ASCII}))
        expect(text).to.equal(`7\t${expected}\t8\n`)
      })

    it('reads a FLOAT through the expression it was given', async () => {
      await database.run('CREATE TABLE floats (f float)', 'INSERT INTO floats VALUES (16777216)')
      const copy = copyOf('floats', {f: ASCII})
      copy.columns[0]!.select = 'CAST(`f` AS DOUBLE)'
      expect((await read(copy)).text).to.equal('16777216\n')
    })

    it('reads an empty table, and then another on the same connection', async () => {
      await database.run(
        'CREATE TABLE nothing (a int)',
        'CREATE TABLE something (a int)',
        'INSERT INTO something VALUES (1)',
      )
      expect((await read(copyOf('nothing', {a: ASCII}))).blocks).to.deep.equal([])
      expect((await read(copyOf('something', {a: ASCII}))).text).to.equal('1\n')
    })

    it('reads names that need quoting', async () => {
      const name = '`"\'\\; DROP -- ü'
      const quoted = quoteMysqlIdentifier(name)
      await database.run(`CREATE TABLE ${quoted} (${quoted} int)`, `INSERT INTO ${quoted} VALUES (5)`)
      expect((await read(copyOf(name, {[name]: ASCII}))).text).to.equal('5\n')
    })

    it('reads values of every length, also in rows of several packets', async () => {
      await database.run('CREATE TABLE lengths (id int primary key, v longtext)')
      for (const [id, length] of LENGTHS.entries())
        await database.run(`INSERT INTO lengths VALUES (${id}, REPEAT('v', ${length}))`)
      const {text, blocks} = await read(copyOf('lengths', {id: ASCII, v: TEXT}))
      expect(text.split('\n').map(line => line.replace(/^\d+\t/, '').length)).to.deep.equal([...LENGTHS, 0])
      expect(blocks.reduce((rows, block) => rows + block.rows, 0)).to.equal(LENGTHS.length)
    })

    describe('a table of many rows', () => {
      const ROWS = 40_000

      before(async () => {
        await database.run(
          'CREATE TABLE many (id int primary key, v varchar(500))',
          "INSERT INTO many VALUES (1, REPEAT('x', 500))",
        )
        for (let rows = 1; rows < ROWS; rows *= 2)
          await database.run(
            `INSERT INTO many SELECT id + ${rows}, v FROM many WHERE id + ${rows} <= ${ROWS}`,
          )
      })
      const many = copyOf('many', {id: ASCII, v: TEXT})

      it('comes in blocks of about 1 MB that end with a line', async () => {
        const {blocks} = await read(many)
        expect(blocks.reduce((rows, block) => rows + block.rows, 0)).to.equal(ROWS)
        for (const {bytes} of blocks) {
          expect(bytes.length).to.be.lessThan(1.1 * 2 ** 20)
          expect(bytes.at(-1)).to.equal(0x0a)
        }
      })

      it('waits for a slow consumer and holds little meanwhile', async () => {
        const before = connection.raw as unknown as {stream: {bytesRead: number}}
        const rows = readRows(connection, many, {database: database.address.database})
        await rows.next()
        await sleep(300)
        expect(before.stream.bytesRead).to.be.lessThan(7 * 2 ** 20)
        let count = 0
        for await (const block of rows) count += block.rows
        expect(count).to.be.greaterThan(ROWS / 2)
      })

      // The server ends a read that its client takes nothing of for `net_write_timeout`, 60 s by default.
      for (const {seconds, outcome} of [
        {seconds: 600, outcome: 'goes on'},
        {seconds: 1, outcome: 'ends'},
      ])
        it(`${outcome} after a pause of 3 s when the server waits for ${seconds} s`, async () => {
          const [session] = await connection.query<{seconds: number}>(
            'SELECT @@SESSION.net_write_timeout AS seconds',
          )
          expect(Number(session?.seconds)).to.equal(600)
          await connection.query(`SET SESSION net_write_timeout = ${seconds}`)
          const rows = readRows(connection, many, {database: database.address.database})
          await rows.next()
          await sleep(3000)
          await (outcome === 'ends' ? expectError(drain(rows), 'source-connection-lost') : drain(rows))
        })

      it('can be aborted while it is read', async () => {
        const controller = new AbortController()
        const rows = readRows(connection, many, {
          database: database.address.database,
          signal: controller.signal,
        })
        await rows.next()
        controller.abort()
        await expectError(drain(rows), 'interrupted')
      })

      it('is not read at all after an abort', async () => {
        await expectError(read(many, AbortSignal.abort()), 'interrupted')
      })

      it('closes its connection when it is left early', async () => {
        const rows = readRows(connection, many, {database: database.address.database})
        await rows.next()
        await rows.return(undefined)
        await expectError(connection.query('SELECT 1'), 'source-connection-lost')
      })

      it('fails when the connection is lost', async () => {
        const rows = readRows(connection, many, {database: database.address.database})
        await rows.next()
        await database.endSession(connection.raw.threadId)
        await expectError(drain(rows), 'source-connection-lost')
      })
    })

    it('fails when the server cannot compute a row', async () => {
      await database.run('CREATE TABLE bad (id int primary key)', 'INSERT INTO bad VALUES (1), (2), (3)')
      const copy = copyOf('bad', {id: ASCII})
      copy.columns[0]!.select = '(SELECT `id` UNION SELECT 2)'
      const error = await expectError(read(copy), 'source-query-failed')
      expect(error.message).to.include('read table bad')
    })

    describe('values that Postgres refuses', () => {
      const refused = copyOf('refused', {a: ASCII, k: TEXT, v: TEXT, w: TEXT}, ['k', 'a'])

      before(() =>
        database.run(
          'CREATE TABLE refused (a int, k varchar(20), v blob, w varchar(20), primary key (k, a))',
          String.raw`INSERT INTO refused VALUES (1, 'fine', 'fine', 'w'), (2, 'it''s', 'se\0cret', 'a\0b'), (3, 'raw', x'ff', 'w')`,
        ),
      )

      it('end the reading, and the message says table, column, row and key', async () => {
        const error = await expectError(read(refused), 'refused-value')
        expect(error.message).to.include('refused.v').and.include('row 2').and.include('a = 2')
        expect(error.message).to.include('k = "it\'s"')
        expect(error.message).not.to.include('cret')
        expect(error.suggestions.join('')).to.include('--allow refused-value')
      })

      it('become NULL if that is allowed, and are returned with their block', async () => {
        const block = await readRefused(refused)
        expect(block.bytes.toString()).to.equal(
          String.raw`1	fine	fine	w
2	it's	\N	\N
3	raw	\N	w
`,
        )
        expect([...block.refused!.counts]).to.deep.equal([
          ['v', 2],
          ['w', 1],
        ])
        expect(recordsOf(block)).to.deep.equal([
          {
            table: 'refused',
            column: 'v',
            reason: 'it holds a NUL byte, which text in Postgres cannot',
            key: {k: "it's", a: '2'},
            update: `UPDATE public."refused" SET "v" = :'value' WHERE "k" = 'it''s' AND "a" = '2';`,
            value: 'se\0cret',
          },
          {
            table: 'refused',
            column: 'w',
            reason: 'it holds a NUL byte, which text in Postgres cannot',
            key: {k: "it's", a: '2'},
            update: `UPDATE public."refused" SET "w" = :'value' WHERE "k" = 'it''s' AND "a" = '2';`,
            value: 'a\0b',
          },
          {
            table: 'refused',
            column: 'v',
            reason: 'it is not valid UTF-8',
            key: {k: 'raw', a: '3'},
            update: `UPDATE public."refused" SET "v" = :'value' WHERE "k" = 'raw' AND "a" = '3';`,
            base64: '/w==',
          },
        ])
      })

      it('are kept with their row if there is no key', async () => {
        const [record] = recordsOf(await readRefused(copyOf('refused', {a: ASCII, v: TEXT})))
        const reason = 'it holds a NUL byte, which text in Postgres cannot'
        const line = String.raw`2	\N`
        expect(record).to.deep.equal({
          table: 'refused',
          column: 'v',
          reason,
          row: 2,
          line,
          value: 'se\0cret',
        })
      })

      it('end the reading in a column that takes no NULL, allowed or not', async () => {
        const error = await expectError(
          readRefused(copyOf('refused', {a: ASCII, v: TEXT}, ['v'])),
          'refused-value',
        )
        expect(error.message).to.include('takes no NULL')
      })

      it('are kept whole when they are long', async () => {
        await database.run(
          'CREATE TABLE long_refused (id int primary key, v longblob)',
          "INSERT INTO long_refused VALUES (1, CONCAT(REPEAT('ü', 1500000), x'00'))",
        )
        const [record] = recordsOf(await readRefused(copyOf('long_refused', {id: ASCII, v: TEXT}, ['id'])))
        const expected = Buffer.from(`${'ü'.repeat(1_500_000)}\0`)
        expect(Buffer.from(record!.base64!, 'base64').equals(expected)).to.equal(true)
      })

      it('do not pile up: a block ends when its refused values are large', async () => {
        await database.run(
          'CREATE TABLE many_refused (id int primary key, v varbinary(900))',
          "INSERT INTO many_refused VALUES (1, CONCAT(REPEAT('x', 800), x'00'))",
        )
        for (let rows = 1; rows < 4096; rows *= 2)
          await database.run(`INSERT INTO many_refused SELECT id + ${rows}, v FROM many_refused`)
        const copy = copyOf('many_refused', {id: ASCII, v: TEXT}, ['id'])
        const options = {database: database.address.database, allowRefused: true}
        let count = 0
        for await (const {refused: values} of readRows(connection, copy, options)) {
          count += values?.counts.get('v') ?? 0
          expect(values?.lines.length).to.be.lessThan(1.1 * 2 ** 20)
        }

        expect(count).to.equal(4096)
      })
    })
  })
})

interface RefusedRecord {
  base64?: string
}

function recordsOf({refused}: CopyBlock): RefusedRecord[] {
  return refused!.lines
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as RefusedRecord)
}

async function drain(rows: AsyncGenerator<CopyBlock>): Promise<void> {
  for await (const {rows: count} of rows) expect(count).to.be.greaterThan(0)
}
