import {expect} from 'chai'

import {blockingHazards, countLosses, type Hazard} from '../../src/lib/core/hazard.js'

const hazard = (code: Hazard['code'], severity: Hazard['severity'], where: string): Hazard => ({
  code,
  severity,
  where,
  message: '',
  remedy: '',
})

const ZERO = hazard('zero-date', 'blocks', 'orders.paid_at')
const VIEW = hazard('view-not-converted', 'blocks', 'view totals')
const OTHER_VIEW = hazard('view-not-converted', 'blocks', 'view sales')
const NOTE = hazard('case-insensitive', 'notes', 'users.email')
const ALL = [ZERO, NOTE, VIEW, OTHER_VIEW]

describe('hazards', () => {
  describe('blockingHazards', () => {
    const cases: Array<{allowed: string[]; left: Hazard[]}> = [
      {allowed: [], left: [ZERO, VIEW, OTHER_VIEW]},
      {allowed: ['view-not-converted'], left: [ZERO]},
      {allowed: ['zero-date', 'view-not-converted'], left: []},
      {allowed: ['case-insensitive', 'zero', 'ALL'], left: [ZERO, VIEW, OTHER_VIEW]},
      {allowed: ['all'], left: []},
      {allowed: ['zero-date', 'all'], left: []},
    ]
    for (const {allowed, left} of cases)
      it(`leaves ${left.length} when the user allows ${allowed.join(', ') || 'nothing'}`, () => {
        expect(blockingHazards(ALL, allowed)).to.deep.equal(left)
      })
  })

  describe('countLosses', () => {
    it('counts what blocks, allowed or not, and no notes', () => {
      expect(countLosses(ALL)).to.equal(3)
      expect(countLosses([NOTE])).to.equal(0)
    })
  })
})
