import {expect} from 'chai'
import {after, before, describe, it} from 'mocha'

import {quoteIdentifier, quoteMysqlIdentifier} from '../../../src/lib/core/quote.js'
import {onEachSource} from '../../servers.js'
import {MYSQL_NAMES} from './mysql-names.js'
import {moveDatabase, type MovedDatabase} from './move-database.js'

/** `columns` has every name as a column, index, CHECK and label; every name is a table, a view and a foreign key too. */
onEachSource(source => {
  describe('hostile names', () => {
    let moved: MovedDatabase

    before(async () => {
      moved = await moveDatabase(source, [
        ...createColumns(MYSQL_NAMES.filter((_, index) => !hasTwin(index))),
        ...MYSQL_NAMES.flatMap(createTable),
      ])
    })

    after(async () => moved?.drop())

    for (const [index, name] of MYSQL_NAMES.entries())
      it(`keeps ${JSON.stringify(name)}`, async () => {
        const table = moved.plan.postgres.tables.find(({source: from}) => from === name)
        const label = name.length > 60 ? name.slice(0, 15) : name
        const sql = `SELECT e::text FROM ${quoteIdentifier(table?.name ?? '')} WHERE n = ${index}`
        expect(await moved.query(sql)).to.deep.equal([[label]])
        expect(table?.foreignKeys.length).to.equal(1)
      })

    it('says which names are others', () => {
      for (const name of LONG_NAMES) expect(moved.hazards(name)).to.include('name-changed')
      expect(moved.hazards('columns_.ctid')).to.include('name-changed')
      expect(moved.hazards('select')).not.to.include('name-changed')
    })

    it('keeps all columns, indexes and comments', async () => {
      const columns = moved.plan.postgres.tables
        .find(({source: from}) => from === 'columns_')!
        .columns.slice(1)
      const names = columns.map(({name}) => quoteIdentifier(name)).join(', ')
      const [row] = await moved.query(`SELECT ${names} FROM columns_ WHERE id = 0`)
      expect(row).to.deep.equal(columns.map((_, at) => String(at)))
      const comments = await moved.query(
        `SELECT col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = 'columns_'::regclass AND attnum > 1 ORDER BY attnum`,
      )
      expect(comments.flat()).to.deep.equal(columns.map(({source: from}) => from))
      const indexes = await moved.query(
        "SELECT count(*) FROM pg_index WHERE indrelid = 'columns_'::regclass AND NOT indisprimary",
      )
      expect(indexes).to.deep.equal([[String(columns.length)]])
    })
  })
})

const LONG_NAMES = MYSQL_NAMES.filter(name => Buffer.byteLength(name) > 63)

/** Column names have no case in MySQL. */
function hasTwin(index: number): boolean {
  const name = MYSQL_NAMES[index]?.toLowerCase()
  return MYSQL_NAMES.slice(0, index).some(other => other.toLowerCase() === name)
}

function createTable(name: string, index: number): string[] {
  const table = quoteMysqlIdentifier(name)
  const label = quoteMysqlText(name.length > 60 ? name.slice(0, 15) : name)
  const key = quoteMysqlIdentifier(`${name.slice(0, 55)} fk ${index}`)
  return [
    `CREATE TABLE ${table} (n int PRIMARY KEY, e enum(${label}, 'other') DEFAULT ${label}, CONSTRAINT ${key} FOREIGN KEY (n) REFERENCES columns_ (id)) COMMENT ${label}`,
    `INSERT INTO ${table} (n, e) VALUES (${index}, 1)`,
  ]
}

function createColumns(names: string[]): string[] {
  const columns = names.map(name => `${quoteMysqlIdentifier(name)} int COMMENT ${quoteMysqlText(name)}`)
  const keys = names.map(name => `KEY ${quoteMysqlIdentifier(name)} (${quoteMysqlIdentifier(name)})`)
  return [
    `CREATE TABLE columns_ (id int PRIMARY KEY, ${[...columns, ...keys].join(', ')})`,
    `INSERT INTO columns_ VALUES (0, ${names.map((_, at) => at).join(', ')})`,
    `INSERT INTO columns_ (id) VALUES ${MYSQL_NAMES.slice(1)
      .map((_, at) => `(${at + 1})`)
      .join(', ')}`,
  ]
}

/** DDL takes plain literals only. */
function quoteMysqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
