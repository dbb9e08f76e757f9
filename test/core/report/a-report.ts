import type {
  MigrationReport,
  ReportHazard,
  ReportTable,
} from '../../../src/lib/core/report/migration-report.js'

/** A report of a plan with so many tables; every other name is taken in turn from `names`. */
export function aReport(count: number, names: readonly string[] = NAMES): MigrationReport {
  const name = (at: number): string => (at < names.length ? names[at]! : `${names[at % names.length]}_${at}`)
  const tables = Array.from({length: count}, (_, at) => aTable(name(at), at))
  return {
    format: 1,
    kind: 'plan',
    createdAt: '2026-06-01T12:30:00.000Z',
    app: name(0),
    outcome: {
      exit: 11,
      message: '2 kinds of hazard block this migration. Nothing was changed.',
      suggestions: ['To accept what they say, run the command again with: --allow zero-date'],
    },
    source: {name: name(1), host: name(0), database: name(2), version: name(0)},
    target: {
      plan: 'essential-1',
      price: name(0),
      limits: {storageBytes: 10e9, connections: 20},
      processes: 3,
    },
    estimate: anEstimate(tables, name(2)),
    connections: {
      mysql: {allowed: 151, migration: 4},
      postgres: {allowed: 20, migration: 8},
      apps: 40,
    },
    apps: [
      {
        app: name(0),
        stops: [{type: name(1), quantity: 2}],
        connections: {processes: 4, perProcess: 10, from: name(2)},
        configVars: [{name: name(0), change: 'goes', keptAs: name(1)}],
        notes: [name(2)],
      },
    ],
    tables,
    objects: [
      {kind: 'view', source: name(0), target: name(1), fate: 'created', sql: `CREATE VIEW ${name(0)}`},
      {kind: 'trigger', source: name(1), target: null, fate: 'not-migrated', sql: name(2)},
    ],
    hazards: tables.flatMap(({source}, at) => hazardsOf(source, at, name)),
    steps: [0, 1, 2].map(at => ({
      number: at + 1,
      title: `Step ${name(at)}`,
      startedAfter: at * 10,
      seconds: 10,
      state: at === 2 ? 'failed' : 'done',
      downtime: at > 0,
    })),
    differences: [{where: name(0), what: name(1), expected: name(2), found: name(0)}],
    rowsCompared: null,
    notes: [name(0)],
  }
}

const NAMES = ['orders', 'customers', 'order_items', 'a_table_with_quite_a_long_name_that_goes_on_and_on']

function anEstimate(tables: readonly ReportTable[], title: string): MigrationReport['estimate'] {
  const sum = (of: (estimate: NonNullable<ReportTable['estimate']>) => number): number =>
    tables.reduce((total, {estimate}) => total + (estimate ? of(estimate) : 0), 0)
  return {
    archiveBytes: sum(({archiveBytes}) => archiveBytes),
    textBytes: sum(({textBytes}) => textBytes),
    postgresBytes: sum(({postgresBytes}) => postgresBytes),
    sampledRows: sum(({sampled}) => sampled),
    downtimeSeconds: 95,
    steps: [
      {number: 1, title: 'Check the apps and the source', seconds: null, downtime: false},
      {number: 2, title: `Copy ${title}`, seconds: 80, downtime: true},
      {number: 3, title: 'Verify the result', seconds: 15, downtime: true},
    ],
  }
}

function aTable(source: string, at: number): ReportTable {
  const bytes = Math.round(2e9 / (at + 1) ** 1.4)
  return {
    source,
    target: at % 3 === 0 ? `${source}2` : source,
    fate: at % 2 === 0 ? 'created' : 'changed',
    rows: Math.round(12_345_678 / (at + 1)),
    bytes,
    postgresBytes: null,
    estimate: {
      sampled: 1000,
      textBytes: bytes,
      archiveBytes: Math.round(bytes * 0.3),
      postgresBytes: Math.round(bytes * 1.1),
    },
    columns: [
      {source, sourceType: "enum('a','b')", target: `${source}2`, type: source},
      {source: 'id', sourceType: 'int(10) unsigned', target: 'id', type: 'bigint NOT NULL'},
    ],
    sql: `CREATE TABLE public."${source}" (\n    "id" bigint NOT NULL\n);\n`,
    seconds: at / 10,
    comparison: {targetRows: 1, differing: at === 1 ? 1 : 0, missing: 0, extra: 0, changed: 0, refused: 0},
  }
}

function hazardsOf(table: string, at: number, name: (at: number) => string): ReportHazard[] {
  return [
    {
      code: at === 0 ? 'zero-date' : 'case-insensitive',
      severity: at === 0 ? 'blocks' : 'notes',
      where: `${table}.paid_at`,
      message: `Dates such as ${name(0)} become NULL.`,
      remedy: `Choose another value with ${name(1)}.`,
      count: 12 + at,
      source: name(2),
      allowed: false,
      flag: at === 0 ? '--allow zero-date' : null,
    },
  ]
}
