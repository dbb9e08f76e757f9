import {expect} from 'chai'

import {moveDatabase, type MovedDatabase} from '../core/convert/move-database.js'
import {runSql} from '../postgres/scratch-database.js'
import {onEachSource} from '../servers.js'
import {compareMoved} from './compare-moved.js'
import {FAULTS} from './value-faults.js'

onEachSource(source => {
  describe('compareRows', () => {
    let moved: MovedDatabase

    before(async () => {
      const faults = FAULTS.filter(({only}) => only === undefined || only === source.flavor)
      const columns = faults.map(({mysql}, at) => `c${at} ${mysql}`)
      const row = faults.map(({value}) => value)
      moved = await moveDatabase(source, [
        `CREATE TABLE faults (id int PRIMARY KEY, ${columns.join(', ')})`,
        `INSERT INTO faults VALUES (1, ${row.join(', ')}), (2, ${row.join(', ')}), (3, ${row.join(', ')})`,
        'CREATE TABLE keyless (a int, b varchar(10), c int)',
        "INSERT INTO keyless VALUES (1, 'x', 1), (1, 'x', 1), (2, NULL, 2), (2, '', 2)",
        'CREATE TABLE many (a int, b int, v varchar(20), PRIMARY KEY (a, b))',
        `INSERT INTO many SELECT x.n, y.n, CONCAT(x.n, '-', y.n) FROM ${NUMBERS} x, ${NUMBERS} y`,
      ])
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

    for (const [at, {mysql, change}] of FAULTS.filter(
      ({only}) => only === undefined || only === source.flavor,
    ).entries())
      it(`finds ${change} in ${mysql}`, async () => {
        const found = await changed(
          'faults',
          `UPDATE faults SET c${at} = ${change.replaceAll('$', `c${at}`)} WHERE id = 2`,
        )
        expect(found.map(row => ({...row, columns: columnsOf(row)}))).to.deep.equal([
          {table: 'faults', kind: 'differs', key: {id: '2'}, columns: [`c${at}`]},
        ])
      })
  })
})

const NUMBERS = '(SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5)'

function columnsOf(row: object): string[] {
  return (row as {columns: {column: string}[]}).columns.map(({column}) => column)
}
