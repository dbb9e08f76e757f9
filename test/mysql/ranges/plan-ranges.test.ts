import {expect} from 'chai'

import type {MysqlTable} from '../../../src/lib/core/mysql-schema.js'
import type {SourceConnection} from '../../../src/lib/mysql/connect.js'
import {planRanges} from '../../../src/lib/mysql/ranges/plan-ranges.js'
import {rangeSql, type RowRange} from '../../../src/lib/mysql/ranges/row-range.js'
import {readSchema} from '../../../src/lib/mysql/catalog/read-schema.js'
import {onEachSource} from '../../servers.js'
import {createSourceDatabase, type SourceDatabase} from '../source-database.js'

/** Rows in a range: few, so that small tables have many ranges. */
const RANGE_ROWS = 4

interface KeyCase {
  title: string
  /** Columns and keys of a table, in which every row has its `n`. */
  ddl: string
  /** The key's values of each row, as SQL. */
  rows: string[]
  only?: 'mariadb' | 'mysql'
}

const count = (length: number, row: (n: number) => string): string[] => Array.from({length}, (_, n) => row(n))

const SPLIT: KeyCase[] = [
  {title: 'negative integers', ddl: 'k int PRIMARY KEY', rows: count(40, n => `${n * 3 - 60}`)},
  {
    title: 'the largest and the smallest integers',
    ddl: 'k bigint unsigned PRIMARY KEY',
    rows: ['0', '1', ...count(20, n => `18446744073709551615 - ${n}`)],
  },
  {
    title: 'integers with a gap',
    ddl: 'k bigint PRIMARY KEY',
    rows: [...count(30, String), '1152921504606846976'],
  },
  {title: 'integers with leading zeros', ddl: 'k int(6) zerofill PRIMARY KEY', rows: count(20, String)},
  {
    title: 'text without case and accents',
    ddl: 'k varchar(20) COLLATE utf8mb4_unicode_ci PRIMARY KEY',
    rows: [
      ...[...'aBcDeFgHiJkLmNoPqRsTuVwXyZ'].map(letter => `'${letter}'`),
      "'ß'",
      "'€'",
      "'😀'",
      "''",
      String.raw`'it''s \\'`,
    ],
  },
  {
    title: 'text by bytes',
    ddl: 'k varchar(20) COLLATE utf8mb4_bin PRIMARY KEY',
    rows: [...'aAbBcCzZäÄ ~'].map(k => `'${k}'`),
  },
  {
    title: 'latin1',
    ddl: 'k char(9) CHARACTER SET latin1 PRIMARY KEY',
    rows: [...'abcdfghijüéñ€'].map(k => `'${k}'`),
  },
  {
    title: 'utf16',
    ddl: 'k varchar(9) CHARACTER SET utf16 PRIMARY KEY',
    rows: [...'abcdefghü€😀'].map(k => `'${k}'`),
  },
  {
    title: 'gbk',
    ddl: 'k varchar(9) CHARACTER SET gbk PRIMARY KEY',
    rows: [...'你好世界abcdefg'].map(k => `'${k}'`),
  },
  {title: 'bytes', ddl: 'k binary(16) PRIMARY KEY', rows: count(20, n => `LEFT(UNHEX(SHA2(${n}, 256)), 16)`)},
  {
    title: 'bytes of any length',
    ddl: 'k varbinary(9) PRIMARY KEY',
    rows: ["''", "x'00'", "x'0000'", ...count(15, n => `x'${(n * 16).toString(16).padStart(2, '0')}5c27'`)],
  },
  {
    title: 'several columns',
    ddl: 'a int, k varchar(9), PRIMARY KEY (a, k)',
    rows: count(40, n => `${n % 3}, 'v${n}'`),
  },
  {
    title: 'three columns',
    ddl: 'a tinyint, b date, c bigint, PRIMARY KEY (a, b, c)',
    rows: count(40, n => `${n % 2}, '2024-01-0${1 + (n % 3)}', ${n}`),
  },
  {title: 'dates', ddl: 'k date PRIMARY KEY', rows: count(40, n => `'2024-01-01' + INTERVAL ${n * 9} DAY`)},
  {
    title: 'dates that do not exist',
    ddl: 'k date PRIMARY KEY',
    rows: ["'0000-00-00'", "'2024-00-00'", "'2024-02-00'", ...count(20, n => `'2024-03-${10 + n}'`)],
  },
  {
    title: 'moments',
    ddl: 'k datetime(6) PRIMARY KEY',
    rows: count(20, n => `'2024-01-01 10:00:00.00000${n % 10}' + INTERVAL ${n} DAY`),
  },
  {
    title: 'timestamps',
    ddl: 'k timestamp(3) PRIMARY KEY',
    rows: count(20, n => `'2024-01-01 10:00:00.123' + INTERVAL ${n} SECOND`),
  },
  {title: 'times', ddl: 'k time(2) PRIMARY KEY', rows: count(20, n => `SEC_TO_TIME(${n * 1000 - 9000.5})`)},
  {
    title: 'decimals',
    ddl: 'k decimal(30, 20) PRIMARY KEY',
    rows: count(20, n => `${n - 10}.00000000000000000001`),
  },
  {
    title: 'enums, which sort by number',
    ddl: `k enum(${count(20, n => `'${String.fromCodePoint(122 - n)}'`).join(',')}) PRIMARY KEY`,
    rows: count(20, n => String(n + 1)),
  },
  {title: 'sets', ddl: "k set('z','b','x','a','c') PRIMARY KEY", rows: count(32, String)},
  {title: 'bits', ddl: 'k bit(64) PRIMARY KEY', rows: count(20, n => `18446744073709551615 - ${n * 7}`)},
  {title: 'years', ddl: 'k year PRIMARY KEY', rows: count(20, n => String(1990 + n))},
  {
    title: 'uuids',
    ddl: 'k uuid PRIMARY KEY',
    rows: count(20, n => `'${n.toString(16).padStart(8, 'f')}-0000-4000-8000-0000000000${10 + n}'`),
    only: 'mariadb',
  },
  {
    title: 'addresses',
    ddl: 'k inet6 PRIMARY KEY',
    rows: count(20, n => `'2001:db8::${n.toString(16)}'`),
    only: 'mariadb',
  },
  {
    title: 'a unique key without a primary one',
    ddl: 'k varchar(9) NOT NULL, UNIQUE KEY (k)',
    rows: count(20, n => `'v${n}'`),
  },
  {
    title: 'a name that needs quoting',
    ddl: '`a``"b` int, PRIMARY KEY `x``y` (`a``"b`)',
    rows: count(20, String),
  },
  {title: 'a partitioned table', ddl: 'k int PRIMARY KEY', rows: count(40, String)},
]

const WHOLE: Array<Omit<KeyCase, 'rows'>> = [
  {title: 'no key', ddl: 'k int'},
  {title: 'a key that may be NULL', ddl: 'k int, UNIQUE KEY (k)'},
  {title: 'a key that is not unique', ddl: 'k int NOT NULL, KEY (k)'},
  {title: 'a key of floating point numbers', ddl: 'k double PRIMARY KEY'},
  {
    title: 'a key that MariaDB sorts with padding and compares without',
    ddl: 'k char(9) CHARACTER SET latin1 COLLATE latin1_nopad_bin PRIMARY KEY',
    only: 'mariadb',
  },
  {title: "a key of texts' beginnings", ddl: 'k varchar(90) NOT NULL, UNIQUE KEY (k(3))'},
  {
    title: 'a key in falling order',
    ddl: 'k int NOT NULL, j int NOT NULL, UNIQUE KEY (k DESC, j)',
    only: 'mysql',
  },
]

describe('planRanges', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let connection: SourceConnection
    before(async () => {
      database = await createSourceDatabase(source)
      connection = await database.open()
    })
    after(async () => {
      await connection.close()
      await database.drop()
    })

    /** Creates the table `t`, plans its ranges, and reads the numbers of the rows in each. */
    const split = async (
      {ddl, rows}: Pick<KeyCase, 'ddl' | 'rows'>,
      options = 'ENGINE=InnoDB',
    ): Promise<{ranges: Array<RowRange | undefined>; numbers: number[][]}> => {
      await database.run('DROP TABLE IF EXISTS t', `CREATE TABLE t (n int, ${ddl}) ${options}`)
      for (const [n, row] of rows.entries()) await database.run(`INSERT INTO t VALUES (${n}, ${row})`)
      await database.run('ANALYZE TABLE t')
      const {tables} = await readSchema(connection, database.address.database)
      const ranges = await plan(tables[0]!, rows.length)
      const numbers: number[][] = []
      for (const range of ranges) {
        const found = await connection.query<{n: number}>(`SELECT n FROM t${range ? rangeSql(range) : ''}`)
        numbers.push(found.map(({n}) => n))
      }

      return {ranges, numbers}
    }

    async function plan(table: MysqlTable, rows: number): Promise<Array<RowRange | undefined>> {
      const ranges: Array<RowRange | undefined> = []
      const size = {bytes: Number.POSITIVE_INFINITY, rows: RANGE_ROWS}
      for await (const range of planRanges(connection, database.address.database, {table, rows}, size))
        ranges.push(range)
      return ranges
    }

    for (const {title, ddl, rows, only} of SPLIT) {
      if (only && only !== source.flavor) continue
      it(`reads every row once: ${title}`, async () => {
        const options = title === 'a partitioned table' ? 'PARTITION BY HASH (k) PARTITIONS 3' : undefined
        const {ranges, numbers} = await split({ddl, rows}, options)
        expect(numbers.flat().sort((a, b) => a - b)).to.deep.equal(rows.map((_, n) => n))
        expect(ranges.length).to.be.greaterThan(2)
        expect(Math.max(...numbers.map(({length}) => length))).to.be.lessThan(rows.length)
      })
    }

    it('makes ranges of about the same size, also where keys have gaps', async () => {
      for (const ddl of ['k bigint PRIMARY KEY', 'k bigint, j int, PRIMARY KEY (k, j)']) {
        const value = (n: number): string =>
          `${n < 40 ? n : n * 1_000_000_007}${ddl.includes('j') ? ', 1' : ''}`
        const {numbers} = await split({ddl, rows: count(80, value)})
        expect(Math.max(...numbers.map(({length}) => length))).to.be.lessThan(RANGE_ROWS * 4)
      }
    })

    it('looks ranges up in the key', async () => {
      const {ranges} = await split({
        ddl: 'a int, k varchar(9), PRIMARY KEY (a, k)',
        rows: count(80, n => `${n % 7}, 'v${n}'`),
      })
      for (const range of ranges) {
        const [row] = await connection.query<{type: string}>(
          `EXPLAIN FORMAT=TRADITIONAL SELECT n FROM t${rangeSql(range!)}`,
        )
        expect(row?.type).to.equal('range')
      }
    })

    for (const {title, ddl, only} of WHOLE) {
      if (only && only !== source.flavor) continue
      it(`leaves the table whole: ${title}`, async () => {
        const rows = count(30, n => (ddl.includes(' j ') ? `${n}, ${n}` : String(n + 100)))
        expect((await split({ddl, rows})).ranges).to.deep.equal([undefined])
      })
    }

    it('leaves a small table whole, and one whose engine does not sort rows by a key', async () => {
      const ddl = 'k int PRIMARY KEY'
      expect((await split({ddl, rows: count(30, String)}, 'ENGINE=MyISAM')).ranges).to.deep.equal([undefined])
      expect((await split({ddl, rows: count(6, String)})).ranges).to.deep.equal([undefined])
    })
  })
})
