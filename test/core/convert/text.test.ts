import {expect} from 'chai'

import {parseRules} from '../../../src/ui/read-rules.js'
import {onEachSource} from '../../servers.js'
import {moveDatabase, type MovedDatabase} from './move-database.js'
import {TEXT_CASES, type TextCase} from './text-cases.js'

/** A table per case, all moved at once. */
onEachSource(source => {
  describe('text', () => {
    const cases = TEXT_CASES.filter(({only}) => only === undefined || only === source.flavor)
    let moved: MovedDatabase

    before(async () => {
      moved = await moveDatabase(source, cases.flatMap(createTable), {rules: rulesOf(cases)})
    })

    after(async () => moved?.drop())

    for (const [index, {name, read, hazards = []}] of cases.entries())
      it(name, async () => {
        const rows = await moved.query(`SELECT v::text FROM "t${index}" ORDER BY id`)
        expect(rows.flat()).to.deep.equal(read)
        const found = moved.plan.hazards.filter(
          ({where, code}) => where === `t${index}.v` && code !== 'case-insensitive',
        )
        expect(found.map(({code, severity, count}) => [code, severity, count])).to.deep.equal(
          hazards.map(([code, severity, count]) => [code, severity, count]),
        )
        for (const [at, hazard] of hazards.entries()) expect(found[at]?.message).to.include(hazard[3])
      })
  })
})

function createTable({mysql, values}: TextCase, index: number): string[] {
  const rows = values.map((value, row) => `(${row}, ${value})`)
  return [
    `CREATE TABLE t${index} (id int PRIMARY KEY, v ${mysql})`,
    `INSERT INTO t${index} VALUES ${rows.join(', ')}`,
  ]
}

function rulesOf(cases: TextCase[]): ReturnType<typeof parseRules> {
  const rules = cases.flatMap(({rule}, index) => (rule ? [`  - {match: t${index}.v, ${rule}}`] : []))
  return parseRules(['columns:', ...rules].join('\n'), 'rules.yml')
}
