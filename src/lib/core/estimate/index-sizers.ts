import type {PostgresIndex, PostgresTable} from '../postgres-schema.js'
import {type IndexKey, type KeyElement, searchedColumns} from './index-key.js'
import {btreeBytes, PAGE} from './relation-bytes.js'
import {valuesBytes} from './row-bytes.js'
import {storedType, type StoredType} from './stored-type.js'
import type {CountDistinct} from './table-sizer.js'

/** The position of a column's value in a row, and how it is stored. */
type Columns = ReadonlyMap<string, {at: number; type: StoredType}>
type Values = ReadonlyArray<string | null>

/** Estimates the size of a btree's entries. */
export interface IndexSizer {
  add(values: Values): void
  bytes(rows: number, distinct: CountDistinct): number
}

const TEXT = storedType('text')
/** Longer values are compressed in an index: `TOAST_INDEX_TARGET`. Most text is compressed to a third. */
const LONG_VALUE = 510
const COMPRESSED = 0.4

export function indexSizer({elements, unique}: IndexKey, table: PostgresTable, columns: Columns): IndexSizer {
  const types = elements.map(({column}) => columns.get(column ?? '')?.type ?? TEXT)
  const seen = new Set<string>()
  let sampled = 0
  let nullRows = 0
  let bytes = 0
  const isShared = !unique && elements.every(({column}) => canShare(table, column))
  return {
    add(row) {
      const values = elements.map(element => elementValue(element, row, columns))
      sampled++
      if (values.every(value => value === null)) {
        nullRows++
        return
      }

      bytes += valuesBytes(types, values)
      if (isShared) seen.add(JSON.stringify(values))
    },
    bytes(rows, distinct) {
      const others = sampled - nullRows
      const nulls = sampled === 0 ? 0 : (nullRows / sampled) * rows
      const known = distinct(elements.flatMap(({column}) => column ?? []))
      // Without the server's count, values that occur once in the sample are assumed to occur once in all.
      const rowsPerEntry =
        known === undefined
          ? others / Math.max(1, seen.size)
          : (rows - nulls) / Math.max(1, known - (nulls > 0 ? 1 : 0))
      return btreeBytes({rows, nullRows: nulls, bytes: bytes / Math.max(1, others), rowsPerEntry, isShared})
    },
  }
}

/** Entries are not shared for types whose equal values may differ in their bytes: numbers with decimals, and texts that ignore case. */
function canShare({columns}: PostgresTable, name: string | undefined): boolean {
  const column = columns.find(each => each.name === name)
  return (
    column !== undefined &&
    column.collation === undefined &&
    !/^(?:numeric|jsonb|real|double|public\.citext)/.test(column.type)
  )
}

function elementValue({column, length, bytes}: KeyElement, row: Values, columns: Columns): string | null {
  if (bytes !== undefined) return 'x'.repeat(bytes)
  const found = columns.get(column ?? '')
  const value = found ? (row[found.at] ?? null) : null
  if (value === null || !found || found.type.fixed !== undefined) return value
  const cut = length === undefined ? value : value.slice(0, length)
  return cut.length > LONG_VALUE ? cut.slice(0, Math.ceil(cut.length * COMPRESSED)) : cut
}

/** Bytes for a word in a full-text index, and for each row that contains it. */
const WORD_BYTES = 40
const WORD_OF_ROW_BYTES = 4

/** Estimates the size of a full-text index: the words, and the rows that contain each. */
export function searchSizer(
  index: PostgresIndex,
  columns: Columns,
): {add(values: Values): void; bytes(rows: number): number} {
  const searched = searchedColumns(index).flatMap(name => columns.get(name)?.at ?? [])
  const words = new Set<string>()
  /** How many distinct words there were after each row. */
  const counts: number[] = []
  let held = 0
  return {
    add(values) {
      const text = searched
        .map(at => values[at] ?? '')
        .join(' ')
        .toLowerCase()
      const own = new Set(text.match(/[\p{L}\p{N}]+/gu))
      for (const word of own) words.add(word)
      held += own.size
      counts.push(words.size)
    },
    bytes(rows) {
      if (words.size === 0) return 2 * PAGE
      const sampled = counts.length
      // The more texts are read, the fewer words are new; numbers are all new.
      const growth = Math.log2(words.size / Math.max(1, counts[Math.floor((sampled - 1) / 2)]!))
      const all = words.size * (rows / sampled) ** Math.min(1, growth)
      return 2 * PAGE + all * WORD_BYTES + (held / sampled) * rows * WORD_OF_ROW_BYTES
    },
  }
}
