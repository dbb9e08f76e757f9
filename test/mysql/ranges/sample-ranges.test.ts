import {expect} from 'chai'

import {readSchema} from '../../../src/lib/mysql/catalog/read-schema.js'
import {sampleRanges} from '../../../src/lib/mysql/ranges/sample-ranges.js'
import {rangeSql} from '../../../src/lib/mysql/ranges/row-range.js'
import {qualifiedName} from '../../../src/lib/mysql/qualified-name.js'
import {onEachSource} from '../../servers.js'
import {createSourceDatabase, type SourceDatabase} from '../source-database.js'

const STRETCHES = 16
const ROWS = 1600

/** A key and its value in row `n`, from 0 to 1599; at how many different sixteenths of the table reading begins, at least. */
const CASES: Array<{what: string; column: string; value: string; key?: string; places: number}> = [
  {what: 'a number', column: 'bigint', value: 'n * 1000000007', places: 13},
  {what: 'a negative number', column: 'int', value: 'n - 5000', places: 13},
  {what: 'a number with a gap', column: 'bigint', value: 'IF(n < 800, n, n + 1000000)', places: 2},
  {what: 'a decimal', column: 'decimal(20,3)', value: 'n * 1.125', places: 13},
  {what: 'a date', column: 'date', value: "'1999-12-31' + INTERVAL n DAY", places: 13},
  {what: 'a time', column: 'datetime(3)', value: "'2015-01-01' + INTERVAL n * 50000 SECOND", places: 13},
  {
    what: 'a text with the same beginning',
    column: 'varchar(40)',
    value: "CONCAT('customer-', LPAD(n, 4, '0'), '@example.com')",
    places: 10,
  },
  {what: 'bytes', column: 'binary(16)', value: 'UNHEX(LEFT(SHA2(n, 256), 32))', places: 13},
  {what: 'the first of two columns', column: 'int', value: 'n DIV 10', key: 'k, n', places: 13},
  {what: 'text beyond ASCII', column: 'varchar(40)', value: "CONCAT('é', n)", places: 1},
  {what: 'no key that is known', column: 'float', value: 'n', places: 1},
]

onEachSource(source => {
  describe('sampleRanges', () => {
    let database: SourceDatabase

    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(
        'CREATE TABLE digits (d int)',
        'INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)',
      )
    })

    after(() => database.drop())

    for (const {what, column, value, key = 'k', places} of CASES)
      it(`begins at places that are spread over the table: ${what}`, async () => {
        await database.run(
          'DROP TABLE IF EXISTS t',
          `CREATE TABLE t (k ${column} NOT NULL, n int NOT NULL, PRIMARY KEY (${key}))`,
          `INSERT INTO t SELECT ${value}, n FROM (SELECT a.d * 1000 + b.d * 100 + c.d * 10 + e.d AS n
           FROM digits a, digits b, digits c, digits e) s WHERE n < ${ROWS}`,
        )
        const connection = await database.open()
        try {
          const schema = await readSchema(connection, database.address.database)
          const table = schema.tables.find(({name}) => name === 't')!
          const ranges = await sampleRanges(connection, schema.database, table, {
            stretches: STRETCHES,
            rows: 5,
          })
          // By the order of the key, which for bytes is none of the numbers.
          const order = await connection.query<{n: number}>(
            `SELECT n FROM ${qualifiedName(schema.database, 't')} ORDER BY ${key}`,
          )
          const placeOf = new Map(order.map(({n}, at) => [n, Math.floor((at / ROWS) * STRETCHES)]))
          const begun = new Set<number>()
          for (const range of ranges) {
            const rows = await connection.query<{n: number}>(
              `SELECT n FROM ${qualifiedName(schema.database, 't')}${rangeSql(range)}`,
            )
            expect(rows.length).to.equal(range.limit)
            begun.add(placeOf.get(rows[0]!.n)!)
          }

          expect(begun.size).to.be.at.least(places)
        } finally {
          await connection.close()
        }
      })
  })
})
