import {expect} from 'chai'
import pg from 'pg'

import {collationLikeIcu, icuCollation} from '../../../../src/lib/core/convert/text/icu-collations.js'
import {collationSql} from '../../../../src/lib/core/ddl/create-sql.js'
import {createSourceDatabase} from '../../../mysql/source-database.js'
import {createDatabase} from '../../../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../../../servers.js'
import {aColumn} from '../a-mysql-table.js'

/** Pairs that each collation takes for equal, and pairs that it does not, in MySQL and so in Postgres. */
const COLLATIONS: {collation: string; equal: string; differ: string; only?: 'mariadb' | 'mysql'}[] = [
  {collation: 'utf8mb4_general_ci', equal: 'aA éE eé aä oö nñ Ωω', differ: 'ab ae сc'},
  {collation: 'utf8mb4_unicode_ci', equal: 'aA éE eé aä oö nñ ａa', differ: 'ab sz'},
  {collation: 'utf8mb4_0900_ai_ci', equal: 'aA éE eé aä lł dđ かカ', differ: 'ab', only: 'mysql'},
  {collation: 'utf8mb4_0900_as_ci', equal: 'aA éÉ かカ', differ: 'eé aä oö', only: 'mysql'},
  {collation: 'utf8mb4_sv_0900_ai_ci', equal: 'aA äÄ üy öø', differ: 'aä oö aå', only: 'mysql'},
  {collation: 'utf8mb4_de_pb_0900_ai_ci', equal: 'aA éE', differ: 'aä oö', only: 'mysql'},
  {collation: 'utf8mb4_uca1400_ai_ci', equal: 'aA éE eé aä', differ: 'ab', only: 'mariadb'},
  {collation: 'utf8mb4_uca1400_as_ci', equal: 'aA éÉ', differ: 'eé aä', only: 'mariadb'},
  {collation: 'utf8mb4_spanish_ci', equal: 'aA áa', differ: 'nñ'},
  {collation: 'utf8mb4_turkish_ci', equal: 'aA ıI', differ: 'iı cç'},
  {collation: 'latin1_swedish_ci', equal: 'aA éE äÄ üy', differ: 'aä oö aå'},
  {collation: 'latin1_german1_ci', equal: 'aA aä oö', differ: 'ab'},
  {collation: 'latin1_german2_ci', equal: 'aA éE', differ: 'aä oö'},
  {collation: 'latin1_general_ci', equal: 'aA éÉ', differ: 'eé aä'},
  {collation: 'ascii_general_ci', equal: 'aA', differ: 'ab'},
]

onEachSource(source => {
  describe('icuCollation', () => {
    it('is equal where MySQL is, in the column and in the search for duplicates', async () => {
      const from = await createSourceDatabase(source)
      const to = await createDatabase(postgresUrl())
      const connection = await from.open()
      const client = new pg.Client({connectionString: to.url})
      await client.connect()
      try {
        const server = {flavor: source.flavor, version: await serverVersion(connection)}
        for (const {collation, equal, differ, only} of COLLATIONS) {
          if (only && only !== source.flavor) continue
          const charset = collation.replace(/_.*/, '')
          const column = aColumn({dataType: 'varchar', collation, charset})
          const icu = icuCollation(column)
          await client.query('BEGIN')
          await client.query(collationSql(icu).create)
          for (const [pairs, expected] of [
            [equal, true],
            [differ, false],
          ] as const)
            for (const [a = '', b = ''] of pairs.split(' ')) {
              const what = `${collation}: ${a} = ${b}`
              expect(await equalInMysql(connection, [a, b], charset, collation), `MySQL ${what}`).to.equal(
                expected,
              )
              const like = collationLikeIcu(column, server)
              expect(await equalInMysql(connection, [a, b], 'utf8mb4', like), `${like} for ${what}`).to.equal(
                expected,
              )
              const {rows} = await client.query<{same: boolean}>(
                `SELECT $1 = $2 COLLATE public."${icu.name}" AS same`,
                [a, b],
              )
              expect(rows[0]!.same, `Postgres ${what}`).to.equal(expected)
            }

          await client.query('ROLLBACK')
        }
      } finally {
        await client.end()
        await connection.close()
        await from.drop()
        await to.drop()
      }
    })
  })
})

type Connection = Awaited<ReturnType<Awaited<ReturnType<typeof createSourceDatabase>>['open']>>

async function serverVersion(connection: Connection): Promise<string> {
  const [row] = await connection.query<{version: string}>('SELECT VERSION() AS version', 'ask its version')
  return row!.version
}

async function equalInMysql(
  connection: Connection,
  pair: string[],
  charset: string,
  collation: string,
): Promise<boolean> {
  const [a, b] = pair.map(
    text =>
      `CONVERT(CONVERT(0x${Buffer.from(text).toString('hex')} USING utf8mb4) USING ${charset}) COLLATE ${collation}`,
  )
  const [row] = await connection.query<{same: number}>(`SELECT ${a} = ${b} AS same`, 'compare two letters')
  return Number(row!.same) === 1
}
