import {expect} from 'chai'

import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {runProgram} from '../run-program.js'

/**
 * Reports each list of events on stderr, a NUL after each: the CLI's spinner writes by the function that it saved when it was
 * loaded, so only another process sees all of it.
 */
const PROGRAM = `
  import {terminalReport} from './src/ui/terminal-report.ts'
  for (const events of JSON.parse(process.argv[1])) {
    const report = terminalReport()
    for (const event of events) report(event)
    process.stderr.write('\\0')
  }`

const STEP = {number: 2, of: 10, title: 'Read MySQL'}
const started: RunEvent = {kind: 'step-started', ...STEP}
const finished: RunEvent = {kind: 'step-finished', ...STEP, seconds: 1.26}
const failed: RunEvent = {kind: 'step-failed', ...STEP, message: 'It broke.'}
const note = (text: string): RunEvent => ({kind: 'note', text})
const progress = (text: string, percent?: number): RunEvent => ({kind: 'progress', text, percent})

const cases: Array<{what: string; events: RunEvent[]; lines: string[]}> = [
  {
    what: 'a step with its time',
    events: [started, finished],
    lines: ['2/10 Read MySQL... done, 1.3 s'],
  },
  {
    what: 'a step that failed; its error is printed by the CLI',
    events: [started, failed],
    lines: ['2/10 Read MySQL... !'],
  },
  {
    what: 'what a step found below its line, in order',
    events: [started, note('first'), note('second'), finished],
    lines: ['2/10 Read MySQL... done, 1.3 s', '    first', '    second'],
  },
  {
    what: 'what a step found before it failed',
    events: [
      started,
      {
        kind: 'problems',
        problems: [
          {code: 'one', what: 'MySQL refuses the login.', remedy: 'Look\nLook again'},
          {code: 'two', what: 'It is so.', remedy: ''},
        ],
      },
      failed,
    ],
    lines: [
      '2/10 Read MySQL... !',
      ' !  MySQL refuses the login.',
      '    -> Look',
      '    -> Look again',
      ' !  It is so.',
    ],
  },
  {
    what: 'at once what must be read before the step goes on',
    events: [
      started,
      note('before'),
      {kind: 'undo-commands', commands: ['heroku ps:scale web=1', 'heroku maintenance:off']},
      finished,
    ],
    lines: [
      '2/10 Read MySQL...',
      '    before',
      '',
      'If this process dies, these commands put the apps back:',
      '   $ heroku ps:scale web=1 ',
      '   $ heroku maintenance:off ',
      '',
      '2/10 Read MySQL... done, 1.3 s',
    ],
  },
  {
    what: 'no heading over no commands',
    events: [started, {kind: 'undo-commands', commands: []}, finished],
    lines: ['2/10 Read MySQL... done, 1.3 s'],
  },
  {
    what: 'a line of progress per ten percent, for a log',
    events: [
      started,
      ...[0, 4, 9, 10, 11, 19, 25, 100, 100].map(percent => progress(`${percent}% of 50 rows`, percent)),
      finished,
    ],
    lines: [
      '2/10 Read MySQL...',
      '    10% of 50 rows',
      '    25% of 50 rows',
      '    100% of 50 rows',
      '2/10 Read MySQL... done, 1.3 s',
    ],
  },
  {
    what: 'no progress that has no measure',
    events: [started, progress('waiting for web.1'), progress('waiting for web.1'), finished],
    lines: ['2/10 Read MySQL... done, 1.3 s'],
  },
  {
    what: 'what is taken back after a failure',
    events: [
      started,
      failed,
      {kind: 'undone', what: 'sushi serves again as before'},
      {
        kind: 'undo-failed',
        what: 'The add-on is destroyed',
        message: 'Not now.',
        remedy: 'heroku addons:destroy x',
      },
      {kind: 'undo-failed', what: 'sushi-client serves again as before', message: 'Not now.', remedy: ''},
    ],
    lines: [
      '2/10 Read MySQL... !',
      '    sushi serves again as before',
      " !  Couldn't put back: The add-on is destroyed (Not now.)",
      '    ->  $ heroku addons:destroy x ',
      " !  Couldn't put back: sushi-client serves again as before (Not now.)",
    ],
  },
  {
    what: 'every difference',
    events: [
      started,
      {
        kind: 'differences',
        differences: [
          {where: 'orders', what: 'rows', expected: '3', found: '2'},
          {where: 'orders.id', what: 'sequence', expected: 'present', found: 'missing'},
        ],
      },
      failed,
    ],
    lines: [
      '2/10 Read MySQL... !',
      ' !  orders: rows, expected 3, found 2',
      ' !  orders.id: sequence, expected present, found missing',
    ],
  },
  {
    what: 'nothing for no hazards, nor for the summary, which stands on stdout',
    events: [
      {kind: 'hazards', hazards: []},
      {kind: 'summary', tables: [], seconds: 1},
    ],
    lines: [],
  },
  {
    what: 'the plan and its hazards',
    events: [
      started,
      {
        kind: 'plan',
        plan: {
          source: {name: 'JAWSDB_URL', host: 'db.example.com', database: 'shop', version: 'MySQL 8.0.40'},
          tables: [{source: 'orders', target: 'orders', rows: 1, bytes: 16_384}],
          views: 0,
          rows: 1,
          bytes: 16_384,
        },
      },
      {
        kind: 'hazards',
        hazards: [
          {
            code: 'zero-date',
            severity: 'blocks',
            where: 'orders.paid_at',
            message: 'is lost',
            remedy: 'Mend it',
          },
        ],
      },
      finished,
    ],
    lines: [
      '2/10 Read MySQL... done, 1.3 s',
      '    From shop at db.example.com (JAWSDB_URL, MySQL 8.0.40)',
      '    1 table, 0 views, 1 row, 16.4 kB',
      '      Table   Rows    MySQL',
      '      orders     1  16.4 kB',
      '',
      'Hazards that stop the run unless you allow them (1)',
      ' zero-date',
      '   orders.paid_at: is lost',
      '   -> Mend it',
      '',
    ],
  },
]

describe('terminalReport, where stderr is no terminal, prints', () => {
  let printed: string[] = []

  before(async () => {
    const {stderr} = await runProgram(PROGRAM, {args: [JSON.stringify(cases.map(({events}) => events))]})
    printed = stderr.split('\0')
  })

  for (const [index, {what, lines}] of cases.entries())
    it(what, () => {
      expect(printed[index]).to.equal(lines.map(line => `${line}\n`).join(''))
    })
})
