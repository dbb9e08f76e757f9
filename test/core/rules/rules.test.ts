import {expect} from 'chai'
import {after, before, describe, it} from 'mocha'

import {parseRules} from '../../../src/ui/read-rules.js'
import {readPlan} from '../../../src/lib/pipeline/read-plan.js'
import {failureOf} from '../../failure-of.js'
import {createSourceDatabase, type SourceDatabase} from '../../mysql/source-database.js'
import {onEachSource} from '../../servers.js'
import {moveDatabase} from '../convert/move-database.js'
import {BAD_RULE_CASES, BAD_RULE_SCHEMA, RULE_CASES} from './rule-cases.js'

onEachSource(source => {
  describe('rules', () => {
    let database: SourceDatabase

    before(async () => {
      database = await createSourceDatabase(source)
      await database.run(...BAD_RULE_SCHEMA)
    })

    after(async () => database?.drop())

    for (const {name, rules, mysql, postgres, hazards = {}} of RULE_CASES.filter(
      ({only}) => only === undefined || only === source.flavor,
    ))
      it(name, async () => {
        const moved = await moveDatabase(source, mysql, {rules: parseRules(rules, 'rules.yml')})
        try {
          for (const [sql, ...rows] of postgres) expect(await moved.query(sql), sql).to.deep.equal(rows)

          for (const [where, codes] of Object.entries(hazards))
            expect(moved.hazards(where), where).to.have.members(codes)
        } finally {
          await moved.drop()
        }
      })

    it('may name tables that --exclude leaves out', async () => {
      const connection = await database.open()
      try {
        const rules = parseRules(
          'columns: [{match: parent.kind, as: varchar(0)}, {match: days.hash, as: text}]',
          'r.yml',
        )
        const options = {include: [], exclude: ['parent', 'child'], names: 'keep' as const, rules}
        const {postgres} = await readPlan([connection], database.address.database, {options})
        expect(postgres.tables.map(({columns}) => columns[2]?.type)).to.deep.equal(['text'])
      } finally {
        await connection.close()
      }
    })

    for (const {rules, message} of BAD_RULE_CASES)
      it(`refuses ${rules}`, async () => {
        const connection = await database.open()
        try {
          const options = {
            include: [],
            exclude: [],
            names: 'keep' as const,
            rules: parseRules(rules, 'rules.yml'),
          }
          const error = await failureOf(readPlan([connection], database.address.database, {options}))
          expect((error as Error).message).to.equal(message)
        } finally {
          await connection.close()
        }
      })
  })
})
