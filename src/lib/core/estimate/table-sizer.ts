import type {Buffer} from 'node:buffer'

import {copyFields} from '../encode/copy-fields.js'
import type {PostgresPartitioning, PostgresTable} from '../postgres-schema.js'
import type {TableCopy} from '../table-copy.js'
import {indexSizer, searchSizer} from './index-sizers.js'
import {btreeKeys} from './index-key.js'
import {btreeBytes, gistBytes, hashBytes, heapBytes, PAGE} from './relation-bytes.js'
import {rowBytes} from './row-bytes.js'
import {canBeLong, storedType} from './stored-type.js'
import {sum} from '../sum.js'

/** Estimates from a sample of rows the bytes that a table with its indexes takes in Postgres. */
export interface TableSizer {
  /** Adds a row of the sample, as a line of COPY text without its newline. */
  add(line: Buffer): void
  /** How many rows were added. */
  readonly sampled: number
  size(rows: number, distinct: CountDistinct): PostgresSize
}

/** The number of distinct values of these columns together; undefined if unknown. */
export type CountDistinct = (columns: readonly string[]) => number | undefined

export interface PostgresSize {
  /** The table itself, with the values that are moved out of its rows. */
  table: number
  indexes: number
}

/** Stands for a value that is not copied, because Postgres computes it. */
const COMPUTED = '123456789012'

export function tableSizer(table: PostgresTable, copy: TableCopy): TableSizer {
  const types = table.columns.map(({type}) => storedType(type))
  const places = table.columns.map(({name}) => copy.columns.findIndex(({target}) => target === name))
  const rows: number[] = []
  const pieces: number[] = []
  const columns = new Map(table.columns.map(({name}, at) => [name, {at, type: types[at]!}]))
  const indexes = btreeKeys(table).map(key => indexSizer(key, table, columns))
  const searches = table.indexes
    .filter(({method}) => method === 'gin')
    .map(index => searchSizer(index, columns))
  const others = {hash: hashBytes, gist: gistBytes}
  const hasLong = table.columns.some(({type}) => canBeLong(type))

  const sizeOf = (count: number, distinct: CountDistinct): PostgresSize => {
    const share = rows.length === 0 ? 0 : count / rows.length
    return {
      table: heapBytes(rows, count) + (hasLong ? longValuesBytes(pieces, pieces.length * share) : 0),
      indexes: sum([
        ...indexes.map(index => index.bytes(count, distinct)),
        ...searches.map(search => search.bytes(count)),
        ...table.indexes.map(({method}) =>
          method === 'hash' || method === 'gist' ? others[method](count) : 0,
        ),
      ]),
    }
  }

  return {
    add(line) {
      const fields = copyFields(line)
      const values = places.map(place => (place === -1 ? COMPUTED : fields.text(place)))
      const stored = rowBytes(types, values)
      rows.push(stored.row)
      pieces.push(...stored.pieces)
      for (const index of [...indexes, ...searches]) index.add(values)
    },
    get sampled() {
      return rows.length
    },
    size(count, distinct) {
      const parts = countParts(table.partitioning)
      const {table: bytes, indexes: ofIndexes} = sizeOf(count / parts, distinct)
      return {table: bytes * parts, indexes: ofIndexes * parts}
    },
  }
}

/** The TOAST table, which holds long values in pieces, and its index, which exists even if the table is empty. */
function longValuesBytes(sample: readonly number[], count: number): number {
  if (sample.length === 0) return PAGE
  const entries = {rows: count, nullRows: 0, bytes: 8, rowsPerEntry: 1, isShared: false}
  return heapBytes(sample, count) + btreeBytes(entries)
}

/** How many partitions hold rows. */
function countParts(partitioning: PostgresPartitioning | null): number {
  if (!partitioning) return 1
  return Math.max(1, sum(partitioning.partitions.map(part => countParts(part.partitioning))))
}
