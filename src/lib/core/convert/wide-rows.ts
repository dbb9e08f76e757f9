import {MigrationError} from '../migration-error.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'
import type {DataProfile} from '../table-profile.js'

/**
 * Bytes of a row that fit into a page: `MaxHeapTupleSize` of PostgreSQL's `htup_details.h`, for pages of 8 kB.
 * Long values are moved out of the row, but each leaves a pointer behind.
 */
const ROW_BYTES = 8160
/** `TOAST_POINTER_SIZE`: what a value leaves in its row when it is moved out. */
export const POINTER_BYTES = 18
/** Values of up to this many bytes are never moved out: `MAXALIGN(TOAST_POINTER_SIZE)` less the byte of their length. */
export const INLINE_BYTES = 23

/** What Postgres keeps in the row for a value of these types, in bytes; all others vary in length. */
const FIXED_BYTES: Record<string, number> = {
  bigint: 8,
  date: 4,
  datetime: 8,
  double: 8,
  enum: 4,
  float: 4,
  int: 8,
  mediumint: 4,
  smallint: 4,
  time: 8,
  timestamp: 8,
  tinyint: 2,
  uuid: 16,
  year: 2,
}

/** The bytes of a value in its row where its type says them; undefined where they depend on the value. */
export function fixedBytes({dataType, charset}: MysqlColumn): number | undefined {
  const isVarying = charset !== null && dataType !== 'enum' && dataType !== 'set'
  if (isVarying || /binary$|blob$/.test(dataType)) return undefined
  return FIXED_BYTES[dataType] ?? POINTER_BYTES
}

/** What a row takes besides its values: its header and, where a value is NULL, a bit per column (`HeapTupleHeaderData`). */
export function headerBytes(bits: number): number {
  return Math.ceil((23 + Math.ceil(bits / 8)) / 8) * 8
}

/** Whether a table has so many columns that a row may not fit into a page; the rows of all others need not be measured. */
export function canBeTooWide(table: MysqlTable): boolean {
  const most = table.columns.map(column => fixedBytes(column) ?? INLINE_BYTES + 1)
  return most.reduce((sum, bytes) => sum + bytes, headerBytes(most.length)) > ROW_BYTES
}

/** Throws `row-too-wide` for rows that COPY would refuse (`row is too big`), and the whole table with them. */
export function refuseWideRows(profile: DataProfile): void {
  const wide = Object.entries(profile).filter(([, {widestRow = 0}]) => widestRow > ROW_BYTES)
  if (wide.length === 0) return
  const sizes = wide.map(([table, {widestRow}]) => `${table} (${widestRow} bytes)`).join(', ')
  throw new MigrationError(
    `Postgres keeps at least the beginning of every value of a row in one page of ${ROW_BYTES} bytes; rows are wider in ${sizes}.`,
    {
      code: 'row-too-wide',
      suggestions: [
        'Split the table in MySQL, or gather columns of it into one JSON column.',
        `Or leave it out: ${wide.map(([table]) => `--exclude ${table}`).join(' ')}`,
      ],
    },
  )
}
