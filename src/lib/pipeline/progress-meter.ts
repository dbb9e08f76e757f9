import {type Count, percentOf, sumCounts, toAmounts} from '../core/amounts.js'
import type {MigrationPlan} from './read-plan.js'
import type {Report} from './run-event.js'

/** Measures how many rows have been copied and reports the progress, often enough to watch and seldom enough to cost no time. */
export interface ProgressMeter {
  /** Adds rows of a Postgres table, with their bytes as COPY text; negative when some are sent again. */
  add(target: string, more: {rows: number; bytes: number}): void
  /** To be called when all rows of the table have been copied. */
  end(target: string): void
  /** Sets how many bytes of the archive have arrived in the bucket. */
  uploaded(bytes: number): void
}

const REPORT_MS = 500

type SizedPlan = Pick<MigrationPlan, 'copies' | 'mysql' | 'profile'>

/** Makes a meter. A table's rate counts from its first rows, the total rate from this call; `percent` never goes back. */
export function progressMeter(plan: SizedPlan, report: Report, now = () => performance.now()): ProgressMeter {
  const meters = tableMeters(plan)
  const started = now()
  const state = {reported: -Infinity, percent: 0}
  let current: TableMeter | undefined
  let uploadedBytes: number | undefined

  const tell = (): void => {
    const at = now()
    const isOver = meters.every(({ended}) => ended)
    if (!current || (at - state.reported < REPORT_MS && !isOver)) return
    const overall = toAmounts(sumCounts(meters.map(countOf)), at - started)
    state.reported = at
    state.percent = Math.max(state.percent, percentOf(overall))
    const ofTable = toAmounts(countOf(current), at - (current.began ?? at))
    report({
      kind: 'progress',
      text: `${state.percent}% of ${overall.plannedRows} rows, ${current.target}`,
      percent: state.percent,
      data: {
        table: current.target,
        ofTable,
        overall,
        ...(uploadedBytes === undefined ? {} : {uploadedBytes}),
      },
    })
  }

  return {
    add(target, {rows, bytes}) {
      current = meters.find(meter => meter.target === target)
      if (!current) return
      current.began ??= now()
      current.rows += rows
      current.bytes += bytes
      tell()
    },
    end(target) {
      const meter = meters.find(each => each.target === target)
      if (!meter || meter.ended) return
      meter.ended = true
      tell()
    },
    uploaded(bytes) {
      uploadedBytes = bytes
      tell()
    },
  }
}

interface TableMeter {
  target: string
  plannedRows: number
  /** The table's size in MySQL. */
  dataBytes: number
  rows: number
  bytes: number
  began?: number
  ended: boolean
}

function tableMeters({copies, mysql, profile}: SizedPlan): TableMeter[] {
  return copies.map(({source, target}) => {
    const {rowEstimate = 0, dataBytes = 0} = mysql.tables.find(({name}) => name === source) ?? {}
    const plannedRows = profile[source]?.rows ?? rowEstimate
    return {target, plannedRows, dataBytes, rows: 0, bytes: 0, ended: false}
  })
}

/** The planned bytes are MySQL's size of the table until some rows have been read, then a projection from those. */
function countOf({rows, bytes, plannedRows, dataBytes, ended}: TableMeter): Count {
  if (ended) return {rows, plannedRows: rows, bytes, plannedBytes: bytes}
  const plannedBytes = rows === 0 ? dataBytes : Math.round((bytes / rows) * plannedRows)
  return {
    rows,
    plannedRows: Math.max(rows, plannedRows),
    bytes,
    plannedBytes: Math.max(bytes, plannedBytes),
  }
}
