import type {DataProgress} from '../lib/pipeline/run-event.js'
import {bytesText} from '../lib/core/report/report-text.js'

/**
 * The progress of the rows as a line for a terminal:
 * `42%, 2,600,000 of 6,215,000 rows, 415 MB of about 989 MB, 95.0 MB/s, 6 s left; orders 80%, 2 s left`.
 */
export function progressLine(
  {table, ofTable, overall, uploadedBytes}: DataProgress,
  percent: number,
): string {
  const {rows, plannedRows, bytes, plannedBytes, bytesPerSecond} = overall
  const parts = [
    `${percent}%`,
    `${rows.toLocaleString('en')} of ${plannedRows.toLocaleString('en')} rows`,
    `${bytesText(bytes)} of about ${bytesText(plannedBytes)}`,
    `${bytesText(bytesPerSecond)}/s`,
    ...timeLeft(overall),
    ...(uploadedBytes === undefined ? [] : [`${bytesText(uploadedBytes)} uploaded`]),
  ]
  const tablePercent =
    ofTable.plannedRows === 0 ? 100 : Math.floor((ofTable.rows / ofTable.plannedRows) * 100)
  return `${parts.join(', ')}; ${[`${table} ${tablePercent}%`, ...timeLeft(ofTable)].join(', ')}`
}

function timeLeft({secondsLeft}: DataProgress['overall']): string[] {
  return secondsLeft === undefined ? [] : [`${formatSeconds(secondsLeft)} left`]
}

/** A duration for users: `6 s`, `1 min 10 s`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
