import {expect} from 'chai'
import {stripVTControlCharacters} from 'node:util'

import type {Hazard} from '../../src/lib/core/hazard.js'
import {hazardLines} from '../../src/ui/hazard-lines.js'

function hazard(code: Hazard['code'], severity: Hazard['severity'], changes: Partial<Hazard> = {}): Hazard {
  return {code, severity, where: 'orders', message: 'changes', remedy: '', ...changes}
}

const cases: Array<{what: string; hazards: Hazard[]; lines: string[]}> = [
  {what: 'nothing for no hazards', hazards: [], lines: []},
  {
    what: 'those that block first, whatever their order',
    hazards: [hazard('partitioned-table', 'notes'), hazard('zero-date', 'blocks')],
    lines: [
      '',
      'Hazards that stop the run unless you allow them (1)',
      ' zero-date',
      '   orders: changes',
      '',
      'What changes on the way (1)',
      ' partitioned-table',
      '   orders: changes',
    ],
  },
  {
    what: 'alike ones together, each remedy once, and counts',
    hazards: [
      hazard('zero-date', 'notes', {where: 'orders.paid_at', remedy: 'Mend them', count: 3}),
      hazard('case-insensitive', 'notes', {where: 'users.email', remedy: 'Add an index'}),
      hazard('zero-date', 'notes', {where: 'orders.sent_at', remedy: 'Mend them', count: 0}),
      hazard('zero-date', 'notes', {where: 'orders.seen_at', remedy: 'Drop NOT NULL'}),
    ],
    lines: [
      '',
      'What changes on the way (4)',
      ' zero-date',
      '   orders.paid_at: changes (3 found)',
      '   orders.sent_at: changes (0 found)',
      '   orders.seen_at: changes',
      '   -> Mend them',
      '   -> Drop NOT NULL',
      ' case-insensitive',
      '   users.email: changes',
      '   -> Add an index',
    ],
  },
]

describe('hazardLines', () => {
  for (const {what, hazards, lines} of cases)
    it(`gives ${what}`, () => {
      expect(hazardLines(hazards).map(line => stripVTControlCharacters(line))).to.deep.equal(lines)
    })
})
