import {expect} from 'chai'
import {stripVTControlCharacters} from 'node:util'

import type {PlannedTable, PlanSummary} from '../../src/lib/pipeline/run-event.js'
import {planLines} from '../../src/ui/plan-lines.js'

const SOURCE = {name: 'JAWSDB_URL', host: 'db.example.com', database: 'shop', version: 'MariaDB 10.11.19'}

function table(target: string, bytes: number, rows = 1): PlannedTable {
  return {source: target, target, rows, bytes}
}

const cases: Array<{what: string; plan: PlanSummary; lines: string[]}> = [
  {
    what: 'the source, the sums, the largest table first, and the price',
    plan: {
      source: SOURCE,
      tables: [table('orders', 2_000_000, 1234), table('order_items', 3_100_000, 10_000)],
      views: 1,
      rows: 11_234,
      bytes: 5_100_000,
      addon: {plan: 'essential-0', price: '$5/month'},
    },
    lines: [
      '    From shop at db.example.com (JAWSDB_URL, MariaDB 10.11.19)',
      '    2 tables, 1 view, 11,234 rows, 5.10 MB',
      '      Table          Rows    MySQL',
      '      order_items  10,000  3.10 MB',
      '      orders        1,234  2.00 MB',
      '    To a new heroku-postgresql:essential-0, $5/month',
      '      Tables       2 of 4,000',
    ],
  },
  {
    what: 'what a trial read found, and who takes how many connections',
    plan: {
      source: SOURCE,
      tables: [table('orders', 2_000_000, 1234)],
      views: 0,
      rows: 1234,
      bytes: 2_000_000,
      addon: {plan: 'essential-0', price: '$5/month'},
      estimate: {
        tables: [
          {
            table: 'orders',
            rows: 1234,
            sampled: 300,
            textBytes: 1_000_000,
            archiveBytes: 400_000,
            postgresBytes: 2_400_000,
          },
        ],
        archiveBytes: 410_000,
        textBytes: 1_000_000,
        postgresBytes: 2_400_000,
        sampledRows: 300,
        downtimeSeconds: 95,
        steps: [
          {number: 4, title: 'Stop', seconds: null, downtime: true},
          {number: 5, title: 'Copy', seconds: 80, downtime: true},
          {number: 7, title: 'Verify', seconds: 15, downtime: true},
        ],
      },
      connections: {mysql: {allowed: 10, migration: 4}, postgres: {allowed: 20, migration: 8}, apps: 30},
    },
    lines: [
      '    From shop at db.example.com (JAWSDB_URL, MariaDB 10.11.19)',
      '    1 table, 0 views, 1,234 rows, 2.00 MB',
      '      Table    Rows    MySQL  Postgres',
      '      orders  1,234  2.00 MB   2.40 MB',
      '    To a new heroku-postgresql:essential-0, $5/month',
      '      Size         about 2.40 MB of 1 GB, indexes included',
      '      Tables       1 of 4,000',
      '      Connections  8 of 20 to Postgres, 4 of 10 to MySQL while data moves',
      '                   up to 30 of 20 by the apps afterwards',
      ' !  The apps may open more connections than the plan lets in: make their pools smaller, or choose a larger plan.',
      '    Expected, by a trial read of 300 rows',
      '      Archive      about 410 kB to upload with --bucket',
      '      Downtime     about 95 s, and what Heroku and your deploy take',
      '                   about 80 s   Copy',
      '                   about 15 s   Verify',
    ],
  },
  {
    what: 'an empty database that goes to one that exists',
    plan: {source: SOURCE, tables: [], views: 0, rows: 0, bytes: 0},
    lines: [
      '    From shop at db.example.com (JAWSDB_URL, MariaDB 10.11.19)',
      '    0 tables, 0 views, 0 rows, 0 B',
    ],
  },
  {
    what: 'eight tables by name, and how many there are besides',
    plan: {
      source: SOURCE,
      tables: Array.from({length: 11}, (_, index) => table(`t${index}`, 1_000_000, index)),
      views: 0,
      rows: 55,
      bytes: 11_000_000,
    },
    lines: [
      '    From shop at db.example.com (JAWSDB_URL, MariaDB 10.11.19)',
      '    11 tables, 0 views, 55 rows, 11.0 MB',
      '      Table  Rows    MySQL',
      '      t10      10  1.00 MB',
      ...[9, 8, 7, 6, 5, 4, 3].map(number => `      t${number}        ${number}  1.00 MB`),
      '      and 3 more',
    ],
  },
]

describe('planLines', () => {
  for (const {what, plan, lines} of cases)
    it(`shows ${what}`, () => {
      expect(planLines(plan).map(line => stripVTControlCharacters(line))).to.deep.equal(lines)
    })
})
