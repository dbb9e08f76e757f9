import {expect} from 'chai'
import pg from 'pg'

import type {TableComparison} from '../../../src/lib/core/row-comparison.js'
import {compareSchema} from '../../../src/lib/pipeline/comparison/compare-schema.js'
import {moveDatabase, type MovedDatabase} from '../../core/convert/move-database.js'
import {copyDatabase, runSql} from '../../postgres/scratch-database.js'
import {onEachSource} from '../../servers.js'
import {compareMoved} from '../compare-moved.js'
import {faultyDatabase} from './faulty-database.js'
import {SCHEMA_FAULTS} from './schema-faults.js'
import {type SeededRandom, seededRandom} from './seeded-random.js'
import {rowFault, type RowFault} from './row-fault.js'

/** The same faults each time; others by hand: `FAULT_SEED=7 VALUE_FAULTS=1000`. */
const {FAULT_SEED = '20261129', VALUE_FAULTS = '150'} = process.env
/** So many faults are made before the databases are compared again: each has to be found, and nothing else. */
const AT_ONCE = 10

onEachSource(source => {
  describe(`seeded faults, seed ${FAULT_SEED}`, () => {
    let moved: MovedDatabase
    let random: SeededRandom

    before(async () => {
      random = seededRandom(Number(FAULT_SEED))
      moved = await moveDatabase(source, faultyDatabase(random))
    })

    after(() => moved?.drop())

    it(`finds ${VALUE_FAULTS} changes of values and rows, each by its row and column`, async function () {
      this.timeout(Number(VALUE_FAULTS) * 1000)
      for (let made = 0; made < Number(VALUE_FAULTS); made += AT_ONCE) {
        const copy = await copyDatabase(moved.targetUrl)
        try {
          const faults = await makeFaults(copy.url, random)
          const tables = await compareMoved(
            {...moved, targetUrl: copy.url},
            {rangeSize: {bytes: Infinity, rows: 8}},
          )
          expect(found(tables), faults.map(({sql}) => sql).join('\n')).to.have.members(
            faults.flatMap(fault => fault.found),
          )
        } finally {
          await copy.drop()
        }
      }
    })

    it(`finds ${SCHEMA_FAULTS.length} changes of the schema, each by its object`, async function () {
      this.timeout(SCHEMA_FAULTS.length * 2000)
      const left = random.shuffle(SCHEMA_FAULTS)
      while (left.length > 0) {
        const copy = await copyDatabase(moved.targetUrl)
        try {
          const faults = distinctPlaces(left)
          for (const fault of faults) await runSql(copy.url, fault.sql)
          const {differences} = await compareSchema(copy.url, moved.plan)
          expect(
            differences.map(({where, what}) => `${where}: ${what}`),
            faults.map(({sql}) => sql).join('\n'),
          ).to.have.members(faults.flatMap(fault => fault.found))
        } finally {
          await copy.drop()
        }
      }
    })
  })
})

/** Changes rows that no other fault of the batch touches. */
async function makeFaults(url: string, random: SeededRandom): Promise<RowFault[]> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    // Triggers and foreign keys would change more than the one thing.
    await client.query("SET session_replication_role = replica; SET timezone = 'UTC'")
    const faults: RowFault[] = []
    const touched = new Set<string>()
    while (faults.length < AT_ONCE) {
      const fault = await rowFault(client, random, touched)
      if (fault) faults.push(fault)
    }
    return faults
  } finally {
    await client.end()
  }
}

function found(tables: readonly TableComparison[]): string[] {
  return tables.flatMap(({target, examples}) =>
    examples.map(({kind, key, columns}) =>
      [target, kind, key.message ?? Object.values(key).join('/'), ...columns.map(({column}) => column)].join(
        ' ',
      ),
    ),
  )
}

/** Takes the first faults of different tables and objects out of a list. */
function distinctPlaces(left: typeof SCHEMA_FAULTS): typeof SCHEMA_FAULTS {
  const taken: typeof left = []
  for (const fault of left)
    if (taken.length < AT_ONCE && !taken.some(({place}) => meet(place, fault.place))) taken.push(fault)
  for (const fault of taken) left.splice(left.indexOf(fault), 1)
  return taken
}

/** Whether one is the other or contains it: `orders` and `orders.id`. */
function meet(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`)
}
