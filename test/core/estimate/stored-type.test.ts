import {expect} from 'chai'

import {pglzBytes} from '../../../src/lib/core/estimate/pglz-bytes.js'
import {rowBytes} from '../../../src/lib/core/estimate/row-bytes.js'
import {storedType} from '../../../src/lib/core/estimate/stored-type.js'
import {createDatabase, runSql, type ScratchDatabase} from '../../postgres/scratch-database.js'
import {postgresUrl} from '../../servers.js'

/** Types with values as Postgres shows them. */
const VALUES: Array<[type: string, ...values: string[]]> = [
  ['boolean', 't'],
  ['smallint', '7'],
  ['integer', '7'],
  ['bigint', '7'],
  ['real', '1.5'],
  ['double precision', '1.5'],
  ['date', '2024-02-29'],
  ['timestamp(3)', '2024-02-29 01:02:03.5'],
  ['timestamptz(0)', '2024-02-29 01:02:03+00'],
  ['time(0)', '01:02:03'],
  ['interval(0)', '25:00:00'],
  ['uuid', '6ccd780c-baba-1026-9564-5b8c656024db'],
  ['point', '(1,2)'],
  ['numeric(12,2)', '0.00', '0.99', '12.50', '-1234567.89', '1000000.00', '10000.01'],
  ['numeric(20,0)', '18446744073709551615', '10000', '0'],
  ['varchar(80)', '', 'a', 'Grüße', 'x'.repeat(80)],
  ['text', 'x'.repeat(126), 'x'.repeat(127), 'x'.repeat(400)],
  ['bytea', String.raw`\x`, String.raw`\x00ff61`],
  ['bit(12)', '101010101010'],
  ['inet', '10.1.2.3', '2001:db8::1'],
  ['text[]', '{}', '{a}', '{one,three,seventeen}'],
  ['real[]', '{1,2.5,3}'],
  [
    'jsonb',
    '{}',
    '[]',
    '"text"',
    '12.5',
    'true',
    '{"a": 1, "bc": [true, null, "d", 1000000], "e": {"f": "g", "h": -0.25}}',
  ],
]

describe('storedType', () => {
  let database: ScratchDatabase

  before(async () => {
    database = await createDatabase(postgresUrl())
  })

  after(() => database.drop())

  for (const [type, ...values] of VALUES)
    it(`knows what a ${type} takes`, async () => {
      await runSql(database.url, `DROP TABLE IF EXISTS t; CREATE TABLE t (n int, v ${type})`)
      for (const [n, value] of values.entries())
        await runSql(database.url, `INSERT INTO t VALUES (${n}, '${value}')`)
      const rows = await runSql<{bytes: number}>(
        database.url,
        'SELECT pg_column_size(v) AS bytes FROM t ORDER BY n',
      )
      const known = storedType(type)
      const header = (bytes: number): number => (known.fixed === undefined ? (bytes <= 126 ? 1 : 4) : 0)
      const found = values.map(value => known.bytesOf(value)).map(bytes => bytes + header(bytes))
      expect(found).to.deep.equal(rows.map(({bytes}) => bytes))
    })

  it('knows what is compressed, and what is moved out of its row', async () => {
    const texts = [
      'the quick brown fox jumps over the lazy dog; '.repeat(60),
      Array.from({length: 900}, (_, at) => `${at * 7919} `).join(''),
      Array.from({length: 3000}, (_, at) => String.fromCharCode(33 + ((at * at * 31) % 94))).join(''),
    ]
    await runSql(database.url, 'CREATE TABLE long (n int, v text)')
    for (const [n, text] of texts.entries())
      await runSql(database.url, `INSERT INTO long VALUES (${n}, '${text.replaceAll("'", "''")}')`)
    const rows = await runSql<{bytes: number; pieces: number}>(
      database.url,
      `SELECT pg_column_size(v) AS bytes FROM long ORDER BY n`,
    )
    for (const [n, text] of texts.entries()) {
      const bytes = pglzBytes(Buffer.from(text)) ?? text.length
      expect(bytes / rows[n]!.bytes, `text ${n}: ${bytes} of ${rows[n]!.bytes}`).to.be.within(0.9, 1.1)
    }

    const types = [storedType('integer'), storedType('text')]
    const moved = texts.map(text => rowBytes(types, ['1', text]).pieces.length > 0)
    const out = rows.map(({bytes}) => bytes > 2000)
    expect(moved).to.deep.equal(out)
  })
})
