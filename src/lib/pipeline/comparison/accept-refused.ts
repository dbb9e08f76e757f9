import {Buffer} from 'node:buffer'

import type {JudgedRow} from '../../core/verify/judge-rows.js'
import type {TableSides} from './table-sides.js'
import {wholeValues} from './see-rows.js'

/** A value that is NULL only in Postgres. */
interface LostValue {
  row: JudgedRow
  at: number
}

/**
 * Removes differences that are NULL because Postgres refuses the value, if that was allowed. Postgres itself is asked: a
 * value that it accepts should not be NULL.
 */
export async function acceptRefused(
  sides: TableSides,
  judged: readonly JudgedRow[],
): Promise<{left: JudgedRow[]; refused: number}> {
  const lost = sides.allowRefused ? judged.flatMap(row => lostValues(sides, row)) : []
  if (lost.length === 0) return {left: [...judged], refused: 0}
  const refused = await refusedOf(sides, lost)
  const left = judged.flatMap(row => {
    const taken = refused.filter(value => value.row === row).map(({at}) => at)
    const columns = row.columns.filter(at => !taken.includes(at))
    return taken.length > 0 && columns.length === 0 ? [] : [{...row, columns}]
  })
  return {left, refused: refused.length}
}

function lostValues({table}: TableSides, row: JudgedRow): LostValue[] {
  const {mysql, postgres, columns} = row
  return columns
    .filter(at => {
      const {nullable, form} = table.columns[at]!
      const isLost = postgres?.digests[at] === null && mysql?.digests[at] !== null
      return isLost && nullable && form.kind !== 'bytes'
    })
    .map(at => ({row, at}))
}

async function refusedOf({table, mysql, readAs}: TableSides, lost: LostValue[]): Promise<LostValue[]> {
  const keys = [...new Set(lost.map(({row}) => row.mysql!.k))]
  const refused: LostValue[] = []
  for (const at of new Set(lost.map(value => value.at))) {
    const values = await wholeValues(mysql, keys, [at])
    const column = lost.filter(value => value.at === at)
    const texts = column.map(
      ({row}) => values.get(`${row.mysql!.k} ${row.mysql!.h}`)?.[at] ?? Buffer.alloc(0),
    )
    const read = await readAs(table.columns[at]!.type, texts)
    refused.push(...column.filter((_, place) => read[place] === undefined))
  }

  return refused
}
