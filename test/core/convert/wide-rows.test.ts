import {expect} from 'chai'

import {MigrationError} from '../../../src/lib/core/migration-error.js'
import {failureOf} from '../../failure-of.js'
import {runSql} from '../../postgres/scratch-database.js'
import {onEachSource, postgresUrl} from '../../servers.js'
import {moveDatabase} from './move-database.js'

interface WideCase {
  columns: number
  /** Types of the columns in MySQL and in Postgres. */
  types: [mysql: string, postgres: string]
  /** Every value of the one row. */
  value: string
  fits: boolean
}

/** Each also tried on Postgres itself: it is the judge of what fits. */
const CASES: WideCase[] = [
  {columns: 400, types: ['text', 'text'], value: text(19), fits: true},
  {columns: 400, types: ['text', 'text'], value: text(20), fits: false},
  {columns: 448, types: ['tinytext', 'text'], value: text(60), fits: true},
  {columns: 460, types: ['tinytext', 'text'], value: text(60), fits: false},
  {columns: 1000, types: ['blob', 'bytea'], value: text(7), fits: true},
  {columns: 1000, types: ['blob', 'bytea'], value: text(40), fits: false},
  {columns: 1017, types: ['bigint', 'bigint'], value: '7', fits: true},
  {columns: 1018, types: ['datetime', 'timestamp'], value: "'2024-02-29 12:00:00'", fits: false},
  {columns: 1010, types: ['datetime', 'timestamp'], value: 'NULL', fits: true},
]

/** Text that Postgres cannot make shorter. */
function text(bytes: number): string {
  const letters = Array.from({length: bytes}, (_, at) => String.fromCodePoint(33 + ((at * 37) % 90)))
  return `'${letters.join('').replaceAll(/['\\]/g, '_')}'`
}

function wideTable(columns: number, type: string): string {
  const definitions = Array.from({length: columns}, (_, at) => `c${at} ${type}`)
  return `CREATE TABLE wide (${definitions.join(', ')})`
}

async function fitsInPostgres(...statements: string[]): Promise<boolean> {
  try {
    await runSql(postgresUrl(), 'BEGIN', ...statements, 'ROLLBACK')
    return true
  } catch (error) {
    expect((error as Error).message).to.match(/^row is too big/)
    return false
  }
}

onEachSource(source => {
  describe('rows that are wider than a page of Postgres', () => {
    for (const {columns, types, value, fits} of CASES) {
      const values = Array.from({length: columns}, () => value).join(', ')

      it(`${fits ? 'go over' : 'stop the plan'}: ${columns} times ${types[0]} ${value.slice(0, 24)}`, async () => {
        expect(
          await fitsInPostgres(wideTable(columns, types[1]), `INSERT INTO wide VALUES (${values})`),
        ).to.equal(fits)
        const moving = moveDatabase(source, [
          `${wideTable(columns, types[0])} ENGINE=MyISAM`,
          `INSERT INTO wide VALUES (${values})`,
        ])
        if (fits) return (await moving).drop()
        const error = (await failureOf(moving)) as MigrationError
        expect(error).to.deep.include({code: 'row-too-wide'})
        expect(error.suggestions.at(-1)).to.equal('Or leave it out: --exclude wide')
      })
    }
  })
})
