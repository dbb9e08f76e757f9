import type {NameClaim} from './postgres-names.js'
import type {PostgresTable} from '../postgres-schema.js'
import {quoteIdentifier} from '../quote.js'

/** Columns that a foreign key refers to and that only become a unique key for its sake; Postgres names. */
export interface ParentKey {
  table: string
  columns: string[]
}

/**
 * Whether columns are a unique key, or hold one among them, so that they are certain to be unique, too. MySQL also takes a
 * parent's plain index; Postgres asks for exactly the columns of a unique one, in any order.
 */
export function keyAmong(table: PostgresTable, columns: readonly string[]): 'all' | 'none' | 'some' {
  const wanted = new Set(columns.map(quoteIdentifier))
  const held = uniqueElements(table).filter(elements => elements.every(element => wanted.has(element)))
  if (held.some(elements => elements.length === wanted.size)) return 'all'
  return held.length > 0 ? 'some' : 'none'
}

/** The columns of a table's unique keys and indexes, quoted; other elements than columns as they are. */
function uniqueElements({primaryKey, uniqueKeys, indexes}: PostgresTable): string[][] {
  const keys = [...(primaryKey ? [primaryKey] : []), ...uniqueKeys]
  return [
    ...keys.map(({columns}) => columns.map(quoteIdentifier)),
    ...indexes
      .filter(({unique}) => unique)
      .map(({elements}) => elements.map(element => element.replace(/ DESC$/, ''))),
  ]
}

/** Tables with the unique keys that foreign keys ask for, one for each set of columns. */
export function addParentKeys(
  tables: readonly PostgresTable[],
  needed: readonly ParentKey[],
  claim: NameClaim,
): PostgresTable[] {
  return tables.map(table => {
    let grown = table
    for (const {columns} of needed.filter(key => key.table === table.name)) {
      if (keyAmong(grown, columns) === 'all') continue
      const key = {name: claim(`${table.name}_${columns.join('_')}_key`), columns}
      grown = {...grown, uniqueKeys: [...grown.uniqueKeys, key]}
    }

    return grown
  })
}
