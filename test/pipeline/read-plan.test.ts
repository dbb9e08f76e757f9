import {expect} from 'chai'

import type {Hazard} from '../../src/lib/core/hazard.js'
import {MigrationError} from '../../src/lib/core/migration-error.js'
import {refuseBlocked} from '../../src/lib/pipeline/read-plan.js'

const HAZARDS: Hazard[] = (['zero-date', 'view-not-converted', 'zero-date'] as const).map(code => ({
  code,
  severity: 'blocks',
  where: 'orders.paid_at',
  message: 'is lost',
  remedy: '',
}))

describe('refuseBlocked', () => {
  const refused = [
    {
      allowed: [],
      message: '2 kinds of hazard block this migration. Nothing was changed.',
      flags: '--allow zero-date --allow view-not-converted',
    },
    {
      allowed: ['zero-date'],
      message: 'A hazard blocks this migration. Nothing was changed.',
      flags: '--allow view-not-converted',
    },
  ]
  for (const {allowed, message, flags} of refused)
    it(`names the flags that are missing beside [${allowed.join(',')}], exit 11`, () => {
      expect(() => refuseBlocked(HAZARDS, allowed))
        .to.throw(MigrationError, message)
        .that.deep.includes({
          code: 'blocked',
          suggestions: [`To accept what they say, run the command again with: ${flags}`],
          oclif: {exit: 11},
        })
    })

  for (const allowed of [['zero-date', 'view-not-converted'], ['all']])
    it(`lets the run continue with [${allowed.join(',')}]`, () => {
      expect(() => refuseBlocked(HAZARDS, allowed)).not.to.throw()
    })

  it('ignores hazards that are only notes', () => {
    const notes = HAZARDS.map(hazard => ({...hazard, severity: 'notes' as const}))
    expect(() => refuseBlocked(notes, [])).not.to.throw()
  })
})
