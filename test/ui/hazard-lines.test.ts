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
      '   orders.paid_at (3 found), orders.sent_at (0 found), orders.seen_at: changes',
      '   -> Mend them',
      '   -> Drop NOT NULL',
      ' case-insensitive',
      '   users.email: changes',
      '   -> Add an index',
    ],
  },
  {
    what: 'a count of the places that are not named, when a note has many',
    hazards: [
      ...Array.from({length: 100}, (_, table) =>
        hazard('on-update-trigger', 'notes', {where: `t${table}.changed_at`}),
      ),
      hazard('on-update-trigger', 'notes', {where: 'last.changed_at', message: 'changes more'}),
    ],
    lines: [
      '',
      'What changes on the way (101)',
      ' on-update-trigger',
      '   t0.changed_at, t1.changed_at, t2.changed_at, t3.changed_at, t4.changed_at, t5.changed_at, t6.changed_at, t7.changed_at, t8.changed_at, t9.changed_at and 90 more: changes',
      '   last.changed_at: changes more',
    ],
  },
  {
    what: 'every trigger, since nothing else tells of it',
    hazards: Array.from({length: 12}, (_, n) =>
      hazard('trigger', 'notes', {where: `t${n}`, source: 'SET …'}),
    ),
    lines: [
      '',
      'What changes on the way (12)',
      ' trigger',
      '   t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11: changes',
    ],
  },
  {
    what: 'every place of what blocks',
    hazards: Array.from({length: 12}, (_, table) => hazard('zero-date', 'blocks', {where: `t${table}`})),
    lines: [
      '',
      'Hazards that stop the run unless you allow them (12)',
      ' zero-date',
      '   t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11: changes',
    ],
  },
]

describe('hazardLines', () => {
  for (const {what, hazards, lines} of cases)
    it(`gives ${what}`, () => {
      expect(hazardLines(hazards).map(line => stripVTControlCharacters(line))).to.deep.equal(lines)
    })
})
