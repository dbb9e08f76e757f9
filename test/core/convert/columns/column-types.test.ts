import {expect} from 'chai'
import {after, before, describe, it} from 'mocha'

import {onEachSource} from '../../../servers.js'
import {OVERRIDE_CASES} from '../../overrides/override-cases.js'
import {moveDatabase, type MovedDatabase} from '../move-database.js'
import {TYPE_CASES, type TypeCase} from '../type-cases.js'

/** A table per case, all moved at once. */
onEachSource(source => {
  describe('column types', () => {
    const cases = [...TYPE_CASES, ...OVERRIDE_CASES].filter(
      ({only}) => only === undefined || only === source.flavor,
    )
    const columns = cases.flatMap(({rule}, index) =>
      rule ? [{match: {column: `t${index}.v`}, ...rule}] : [],
    )
    let moved: MovedDatabase

    before(async () => {
      moved = await moveDatabase(source, cases.flatMap(createTable), {rules: {columns, tables: []}})
    })

    after(async () => moved?.drop())

    for (const [index, {mysql, values, postgres, read, hazards = [], default: sql}] of cases.entries())
      it(`${mysql.slice(0, 40)} with ${values.join(', ').slice(0, 50)} becomes ${postgres}`, async () => {
        const rows = await moved.query(`SELECT v::text AS v FROM "t${index}" ORDER BY id`)
        expect(rows.flat()).to.deep.equal(read)
        expect(await typeOf(moved, `t${index}`)).to.equal(postgres === 'enum' ? `t${index}_v` : postgres)
        // That MySQL compares text without case is told of every text column.
        const found = moved.hazards(`t${index}.v`).filter(code => code !== 'case-insensitive')
        expect(found).to.deep.equal(hazards)
        if (sql !== undefined) expect(await defaultOf(moved, `t${index}`)).to.equal(sql)
      })
  })
})

function createTable({mysql, values}: TypeCase, index: number): string[] {
  const rows = values.map((value, row) => `(${row}, ${value})`)
  const insert = `INSERT INTO t${index} VALUES ${rows.join(', ')}`
  return [`CREATE TABLE t${index} (id int PRIMARY KEY, v ${mysql})`, ...(rows.length > 0 ? [insert] : [])]
}

async function typeOf(moved: MovedDatabase, table: string): Promise<string | null | undefined> {
  const [found] = await moved.query(
    `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = 'public."${table}"'::regclass AND attname = 'v'`,
  )
  return found?.[0]
}

async function defaultOf(moved: MovedDatabase, table: string): Promise<string | null | undefined> {
  const rows = await moved.query(
    `SELECT pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = 'public.${table}'::regclass AND attname = 'v'`,
  )
  return rows[0]?.[0]
}
