import {expect} from 'chai'
import {describe, it} from 'mocha'

import {parseRules} from '../../../../src/ui/read-rules.js'
import {failureOf} from '../../../failure-of.js'
import {onEachPostgres, onEachSource} from '../../../servers.js'
import {COLLATION_CASES} from '../collation-cases.js'
import {moveDatabase, type MovedDatabase} from '../move-database.js'

onEachPostgres(target => {
  onEachSource(source => {
    describe(`collations on ${target.name}`, () => {
      for (const {name, rules, mysql, postgres, hazards = {}} of COLLATION_CASES)
        it(name, async () => {
          const moved = await moveDatabase(source, mysql, {rules: parseRules(rules, 'rules.yml')}, {target})
          try {
            for (const [sql, ...answer] of postgres) await expectAnswer(moved, sql, answer)
            for (const [where, codes] of Object.entries(hazards))
              expect(moved.hazards(where), where).to.have.members(codes)
          } finally {
            await moved.drop()
          }
        })
    })
  })
})

async function expectAnswer(
  moved: MovedDatabase,
  sql: string,
  answer: ((string | null)[] | RegExp)[],
): Promise<void> {
  const [pattern] = answer
  if (!(pattern instanceof RegExp)) expect(await moved.query(sql), sql).to.deep.equal(answer)
  else if (sql.includes('EXPLAIN')) expect(String(await moved.query(sql)), sql).to.match(pattern)
  else
    expect(await failureOf(moved.query(sql)), sql)
      .to.have.property('message')
      .that.matches(pattern)
}
