import {expect} from 'chai'
import {describe, it} from 'mocha'

import {onEachSource} from '../../servers.js'
import {moveDatabase} from './move-database.js'
import {EXPRESSION_CASES} from './expression-cases.js'
import {OBJECT_CASES} from './object-cases.js'
import {PARTITION_CASES} from './partition-cases.js'

onEachSource(source => {
  describe('objects of a schema', () => {
    const cases = [...OBJECT_CASES, ...PARTITION_CASES, ...EXPRESSION_CASES].filter(
      ({only}) => only === undefined || only === source.flavor,
    )
    for (const {name, mysql, postgres, hazards = {}} of cases)
      it(name, async () => {
        const moved = await moveDatabase(source, mysql)
        try {
          for (const [sql, ...rows] of postgres) expect(await moved.query(sql), sql).to.deep.equal(rows)

          for (const [where, codes] of Object.entries(hazards))
            if (codes.length === 0) expect(moved.hazards(where), where).to.be.empty
            else expect(moved.hazards(where), where).to.include.members(codes)
        } finally {
          await moved.drop()
        }
      })
  })
})
