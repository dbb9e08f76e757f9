import {expect} from 'chai'

import type {DataProfile} from '../../../src/lib/core/table-profile.js'
import {profileData} from '../../../src/lib/mysql/profile/profile-data.js'
import {readSchema} from '../../../src/lib/mysql/catalog/read-schema.js'
import {onEachSource} from '../../servers.js'
import {createSourceDatabase, type SourceDatabase} from '../source-database.js'

interface ColumnCase {
  ddl: string
  values: string[]
  expected: object | undefined
}

/** One table each, one row a value. */
const COLUMNS: ColumnCase[] = [
  {
    ddl: 'date',
    values: ["'0000-00-00'", "'2001-02-00'", "'2001-00-05'", "'0000-01-01'", "'2001-01-01'", 'NULL'],
    expected: {zeroDates: 4, partialDates: 3},
  },
  {
    ddl: 'datetime(3)',
    values: ["'0000-00-00 00:00:00'", "'0000-00-00 00:00:00.001'", "'2001-01-01'"],
    expected: {zeroDates: 2, partialDates: 1},
  },
  {
    ddl: 'timestamp null',
    values: ["'0000-00-00 00:00:00'", "'2001-01-01'", 'NULL'],
    expected: {zeroDates: 1, partialDates: 0},
  },
  {
    ddl: 'date null',
    values: ["'2024-02-30'", "'2023-02-29'", "'2024-04-31'", "'2024-02-29'", "'2024-12-31'", 'NULL'],
    expected: {zeroDates: 3, partialDates: 3},
  },
  {
    ddl: 'time(3)',
    values: ["'-00:00:00.001'", "'24:00:00.001'", "'838:59:59'", "'24:00:00'", "'00:00:00'", 'NULL'],
    expected: {timesOutOfDay: 3},
  },
  {ddl: "enum('a','b')", values: ["'c'", "''", "'a'", 'NULL'], expected: {emptyLabels: 2}},
  {ddl: "enum('a','')", values: ["''", "'c'"], expected: {emptyLabels: 1}},
  {ddl: 'tinyint(1)', values: ['-3', '0', '127', 'NULL'], expected: {min: '-3', max: '127'}},
  {ddl: 'tinyint(1)', values: [], expected: {min: null, max: null}},
  {ddl: 'bigint unsigned', values: ['18446744073709551615', '0'], expected: {max: '18446744073709551615'}},
  {ddl: 'bigint unsigned', values: ['9223372036854775807'], expected: {max: '9223372036854775807'}},
  {ddl: 'int auto_increment unique', values: ['2147483647'], expected: {max: '2147483647'}},
  {ddl: 'varchar(20)', values: [String.raw`'a\0b'`, "''", "'ab'", 'NULL'], expected: {nulBytes: 1}},
  {ddl: 'longtext character set latin1', values: [String.raw`'\0'`, "'ü'"], expected: {nulBytes: 1}},
  {ddl: 'varchar(20) character set utf16', values: [String.raw`'a\0b'`, "'ab'"], expected: {nulBytes: 1}},
  {
    ddl: 'json',
    values: [
      String.raw`'{"a":"\\u0000"}'`,
      String.raw`'{"\\u0000":1}'`,
      String.raw`'["\\\\u0000"]'`,
      String.raw`'["\\\\\\u0000"]'`,
      `'{"a":"u0000"}'`,
      'NULL',
    ],
    expected: {jsonNuls: 3},
  },
  {
    ddl: 'point',
    values: ['POINT(1,2)', "ST_GeomFromText('POINT(1 2)', 4326)", 'NULL'],
    expected: {otherThanPoints: 1},
  },
  {
    ddl: 'varchar(1000) character set latin1, key (v)',
    values: ["'éé'", "'abc'", "''", 'NULL'],
    expected: {longest: 4},
  },
  {ddl: 'varbinary(3000), key (v)', values: ['NULL'], expected: {longest: 0}},
  {ddl: 'varchar(100), key (v)', values: ["'abc'"], expected: {nulBytes: 0}},
  {ddl: 'int', values: ['1'], expected: undefined},
]

describe('profileData', () => {
  onEachSource(source => {
    let database: SourceDatabase
    let profile: DataProfile
    before(async () => {
      database = await createSourceDatabase(source)
      await database.run("SET sql_mode = 'ALLOW_INVALID_DATES'")
      for (const [number, {ddl, values}] of COLUMNS.entries()) {
        await database.run(`CREATE TABLE t${number} (v ${ddl})`)
        for (const value of values) await database.run(`INSERT INTO t${number} VALUES (${value})`)
      }

      await database.run(...FOREIGN_KEYS, ...SETTLED)
      const connection = await database.open()
      profile = await profileData([connection], await readSchema(connection, database.address.database))
      await connection.close()
    })
    after(() => database.drop())

    for (const [number, {ddl, values, expected}] of COLUMNS.entries())
      it(`counts ${expected ? Object.keys(expected).join(', ') : 'nothing'} in ${ddl} of ${values.length} rows`, () => {
        expect(profile[`t${number}`]).to.deep.include({rows: values.length})
        const column = profile[`t${number}`]!.columns.v
        expect({...column, ...expected}).to.deep.equal(column ?? {})
        if (expected) expect(column).to.not.equal(undefined)
      })

    it('counts the same in ranges of a table, on several sessions', async () => {
      await database.run(...LARGE)
      const sessions = await Promise.all([1, 2, 3].map(() => database.open()))
      const schema = await readSchema(sessions[0]!, database.address.database)
      const large = {...schema, tables: schema.tables.filter(({name}) => name === 'large')}
      const whole = await profileData([sessions[0]!], large)
      const size = {bytes: 1 << 30, rows: 50}
      expect(await profileData(sessions, large, {rangeSize: size})).to.deep.equal(whole)
      expect(whole.large).to.deep.include({rows: 1000})
      expect(whole.large!.columns).to.deep.include({
        id: {max: '18446744073709551615'},
        b: {min: '-7', max: '120'},
      })
      expect(whole.large!.columns.d).to.deep.include({zeroDates: 3, partialDates: 2})
      expect(whole.large!.columns.t).to.deep.include({nulBytes: 2, doublyEncoded: 1, longest: 40})
      await Promise.all(sessions.map(session => session.close()))
    })

    it('does not read a table again if an earlier profile answers everything, except for the next AUTO_INCREMENT value', async () => {
      const connection = await database.open()
      const whole = await readSchema(connection, database.address.database)
      const schema = {...whole, tables: whole.tables.filter(({name}) => ['child', 'settled'].includes(name))}
      const earlier = await profileData([connection], schema)
      await database.run("INSERT INTO settled VALUES (NULL, 5, '0000-00-00', 'c')")
      const asked: string[] = []
      const watched = {
        ...connection,
        query<Row extends object>(sql: string, doing?: string) {
          asked.push(sql)
          return connection.query<Row>(sql, doing)
        },
      }
      const again = await profileData([watched], schema, {earlier})
      expect(again.settled).to.deep.equal({
        ...earlier.settled,
        columns: {...earlier.settled!.columns, id: {max: '4'}},
      })
      expect(again.child).to.deep.equal(earlier.child)
      expect(asked).to.have.length(1)
      expect(asked[0]).to.match(/^SELECT CAST\(MAX\(`id`\) AS CHAR\) AS a0 FROM .*`settled`$/)
      await connection.close()
    })

    it('counts in texts that are larger than max_allowed_packet', async () => {
      const limit = (await database.row('SELECT @@global.max_allowed_packet AS bytes')).bytes
      const large = "REPEAT('?a', 800000)"
      await database.run(
        'CREATE TABLE huge (g longtext CHARACTER SET gbk, c longtext CHARACTER SET ucs2, j longtext CHECK (json_valid(j)))',
        String.raw`INSERT INTO huge VALUES (${large}, ${large}, CONCAT('["', REPEAT('\\\\', 800000), '"]'))`,
        String.raw`INSERT INTO huge VALUES (CONCAT(REPEAT(_gbk '?a', 800000), _gbk 0xA2A0), CONCAT(CONVERT(${large} USING ucs2), _ucs2 0xD800), CONCAT('["', REPEAT('\\\\', 800000), '\\u0000"]'))`,
        "UPDATE huge SET j = NULL WHERE j NOT LIKE '%u0000%'",
        'SET GLOBAL max_allowed_packet = 1048576',
      )
      const connection = await database.open()
      const schema = await readSchema(connection, database.address.database)
      const tables = schema.tables.filter(({name}) => name === 'huge')
      const {huge} = await profileData([connection], {...schema, tables})
      await connection.close()
      await database.run(`SET GLOBAL max_allowed_packet = ${limit}`, 'DROP TABLE huge')
      expect(huge!.columns.g).to.include({lostCharacters: 1})
      expect(huge!.columns.c).to.include({lostCharacters: 1})
      expect(huge!.columns.j).to.include({jsonNuls: 1})
    })

    it('profiles a sample of a large table, and all rows if the sample holds what is counted', async () => {
      await database.run(...SAMPLED)
      const connection = await database.open()
      const whole = await readSchema(connection, database.address.database)
      const schema = {...whole, tables: whole.tables.filter(({name}) => name === 'sampled')}
      const {sampled} = await profileData([connection], schema, {sampleFrom: 0})
      expect(sampled).to.deep.include({rows: 32_768})
      expect({...sampled!.columns}).to.deep.equal({
        id: {max: '32768'},
        early: {sampled: true, zeroDates: 2, partialDates: 0},
        late: {sampled: true, zeroDates: 0, partialDates: 0},
        code: {sampled: true, nulBytes: 0, lostCharacters: 0},
      })
      await connection.close()
    })

    it('counts rows without a parent; a NULL in the key refers to nothing', () => {
      expect(profile.child!.orphans).to.deep.equal({lost: 2, self: 1, gone: 3})
    })
  })
})

const SETTLED = [
  "CREATE TABLE settled (id int auto_increment primary key, b tinyint(1), d datetime, e enum('a','b'))",
  "INSERT INTO settled VALUES (NULL, 1, NULL, 'a'), (NULL, 0, '2024-01-01', 'b'), (NULL, 0, NULL, NULL)",
]

/** So many rows that some of them are a range. */
const SAMPLED = [
  'CREATE TABLE sampled (id int auto_increment primary key, early date, late date, code varchar(9) character set ascii)',
  "INSERT INTO sampled VALUES (NULL, '2024-01-01', '2024-01-01', 'a')",
  ...Array.from(
    {length: 15},
    (_, power) =>
      `INSERT INTO sampled SELECT id + ${2 ** power}, early, late, code FROM sampled ORDER BY id LIMIT ${2 ** power}`,
  ),
  "UPDATE sampled SET early = '0000-00-00' WHERE id IN (1, 32768)",
  "UPDATE sampled SET late = '0000-00-00' WHERE id > 32760",
  'ANALYZE TABLE sampled',
]

/** A thousand rows, of which a few are special, far from each other. */
const LARGE = [
  'CREATE TABLE large (id bigint unsigned auto_increment primary key, b tinyint(1), d date, t varchar(1000), key (t))',
  `INSERT INTO large SELECT NULL, 1, '2024-01-01', 'plain' FROM (${tens()}) a, (${tens()}) b, (${tens()}) c`,
  'ANALYZE TABLE large',
  "UPDATE large SET b = -7, d = '2024-02-00' WHERE id = 3",
  String.raw`UPDATE large SET d = '2024-02-31', t = 'a\0b' WHERE id = 500`,
  String.raw`UPDATE large SET b = 120, d = '0000-00-00', t = 'b\0' WHERE id = 701`,
  "UPDATE large SET t = 'CafÃ©' WHERE id = 702",
  "UPDATE large SET t = REPEAT('x', 40) WHERE id = 703",
  'UPDATE large SET id = 18446744073709551615 WHERE id = (SELECT MAX(id) FROM (SELECT id FROM large) AS ids)',
]

function tens(): string {
  return Array.from({length: 10}, () => 'SELECT 1').join(' UNION ALL ')
}

const FOREIGN_KEYS = [
  'CREATE TABLE parent (a int, b int, primary key (a, b))',
  'CREATE TABLE vanished (a int primary key)',
  'CREATE TABLE child (id int primary key, a int, b int, up int, v int, constraint lost foreign key (a, b) references parent (a, b), constraint self foreign key (up) references child (id), constraint gone foreign key (v) references vanished (a))',
  'INSERT INTO parent VALUES (1, 1)',
  'INSERT INTO child VALUES (1, 1, 1, NULL, 1), (2, 1, 2, 1, 1), (3, 2, 1, 9, NULL), (4, NULL, 7, NULL, 1)',
  'DROP TABLE vanished',
]
