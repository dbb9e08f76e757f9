import {Buffer} from 'node:buffer'

import {rereadText} from '../../core/verify/reread-text.js'
import type {SeenRow} from '../../core/verify/judge-rows.js'
import {without, type RowHash, type UnmatchedRows} from '../../core/verify/match-rows.js'
import {onBoth, type TableSide, type TableSides} from './table-sides.js'

/** A row as a server returns it: `d0`, `v0` or `r0` for the column at position 0. Bytes, or text from Postgres. */
type AnswerRow = RowHash & Record<string, Uint8Array | string | null>

/** Reads rows that only one side has. Values that can be spelled in several ways are brought into Postgres' spelling. */
export async function seeRows(
  sides: TableSides,
  batch: readonly UnmatchedRows[],
): Promise<{mysql: SeenRow[]; postgres: SeenRow[]}> {
  const keys = batch.map(({key}) => key)
  const width = sides.table.columns.length
  const [mysql, postgres] = await onBoth(sides, async ({sql, query}) =>
    (await query<AnswerRow>(sql.values(keys))).map(row => seen(row, width)),
  )
  const rows = {
    mysql: wanted(
      mysql,
      batch.flatMap(row => row.mysql.map(hash => `${row.key} ${hash}`)),
    ),
    postgres: wanted(
      postgres,
      batch.flatMap(row => row.postgres.map(hash => `${row.key} ${hash}`)),
    ),
  }
  await respell(sides, rows, keys)
  return rows
}

function seen(row: AnswerRow, width: number): SeenRow {
  const positions = Array.from({length: width}, (_, at) => at)
  return {
    k: row.k,
    h: row.h,
    digests: positions.map(at => text(row[`d${at}`])),
    shown: positions.map(at => text(row[`v${at}`])),
  }
}

/** Bytes from a worker thread lack a Buffer's methods. */
function text(value: Uint8Array | string | null | undefined): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : Buffer.from(value).toString()
}

/** The rows with these hashes, as many of each as the list names: other rows with the same key are on both sides. */
function wanted(rows: readonly SeenRow[], hashes: readonly string[]): SeenRow[] {
  const unwanted = without(
    rows.map(row => idOf(row)),
    hashes,
  )
  const skip = new Map<string, number>()
  for (const id of unwanted) skip.set(id, (skip.get(id) ?? 0) + 1)
  return rows.filter(row => {
    const count = skip.get(idOf(row)) ?? 0
    skip.set(idOf(row), count - 1)
    return count <= 0
  })
}

function idOf({k, h}: RowHash): string {
  return `${k} ${h}`
}

async function respell(
  sides: TableSides,
  rows: {mysql: SeenRow[]; postgres: SeenRow[]},
  keys: readonly string[],
): Promise<void> {
  const {table, readAs} = sides
  const positions = table.columns.flatMap(({form}, at) => (form.recheck ? [at] : []))
  if (positions.length === 0) return
  const [mysql, postgres] = await onBoth(sides, side => wholeValues(side, keys, positions))
  for (const at of positions) {
    const {type} = table.columns[at]!.form.recheck!
    const texts = rows.mysql.map(row => mysql.get(idOf(row))?.[at] ?? Buffer.alloc(0))
    const reread = rereadText(type)
    const read = reread ? texts.map(reread.mysql) : await readAs(type, texts)
    for (const [place, row] of rows.mysql.entries())
      if (row.digests[at] !== null && read[place] !== undefined) row.digests[at] = `=${read[place]}`
    for (const row of rows.postgres) {
      const whole = postgres.get(idOf(row))?.[at]
      if (whole) row.digests[at] = `=${reread ? reread.postgres(whole.toString()) : whole.toString()}`
    }
  }
}

/** Reads the values of some columns, by row and position; nothing for NULL. */
export async function wholeValues(
  {sql, query}: TableSide,
  keys: readonly string[],
  positions: readonly number[],
): Promise<Map<string, Record<number, Buffer>>> {
  const rows = await query<AnswerRow>(sql.whole(keys, positions))
  return new Map(
    rows.map(row => [
      idOf(row),
      Object.fromEntries(
        positions.flatMap(at => {
          const value = row[`r${at}`]
          return value === null || value === undefined ? [] : [[at, Buffer.from(value)]]
        }),
      ),
    ]),
  )
}
