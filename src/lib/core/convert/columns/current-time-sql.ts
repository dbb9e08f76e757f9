/**
 * The current time for a column's type: MySQL's datetime and time have no time zone, and neither has what they become.
 * Null when the expression is something else.
 */
export function currentTimeSql(expression: string, type: string): string | null {
  const found = /^\(*(\w+)(?:\((\d*)\))?\)*$/.exec(expression.trim().toLowerCase())
  if (!found) return null
  const [, name = '', digits = ''] = found
  const precision = `(${digits === '' ? 0 : digits})`
  if (NOW.has(name)) return nowOfType(type, precision)
  if (name === 'curdate' || name === 'current_date') return type === 'date' ? 'CURRENT_DATE' : null
  if (name === 'curtime' || name === 'current_time')
    return type.startsWith('time(') ? `LOCALTIME${precision}` : null
  return null
}

const NOW = new Set(['current_timestamp', 'localtime', 'localtimestamp', 'now'])

function nowOfType(type: string, precision: string): string | null {
  if (type.startsWith('timestamptz')) return `CURRENT_TIMESTAMP${precision}`
  if (type.startsWith('timestamp')) return `LOCALTIMESTAMP${precision}`
  return type === 'date' ? 'CURRENT_DATE' : null
}
