import type {RunEvent} from './run-event.js'

/** How far the rows are. `table` is the one that a row was last taken of. */
export function rowProgress({
  done,
  planned,
  table,
}: {
  done: number
  planned: number
  table: string
}): RunEvent {
  const percent = planned === 0 ? 100 : Math.min(100, Math.floor((done / planned) * 100))
  return {kind: 'progress', text: `${percent}% of ${planned} rows, ${table}`, percent}
}
