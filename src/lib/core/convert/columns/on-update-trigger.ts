import type {ConvertedColumn} from './convert-columns.js'
import {currentTimeSql} from './current-time-sql.js'
import type {Hazard} from '../../hazard.js'
import type {MysqlTable} from '../../mysql-schema.js'
import type {PostgresFunction, PostgresTrigger} from '../../postgres-schema.js'
import {quoteIdentifier} from '../../quote.js'

/**
 * A trigger for a table's ON UPDATE CURRENT_TIMESTAMP columns: they change when anything else changed and the statement
 * left them alone. MySQL sees `SET changed_at = changed_at` as a wish to keep it; a trigger cannot.
 */
export function onUpdateTrigger(
  columns: readonly ConvertedColumn[],
  name: string,
): {function: PostgresFunction; trigger: PostgresTrigger} {
  const stamps = columns.filter(({source}) => source.onUpdateNow)
  const body = [
    'BEGIN',
    `  IF ${changedSql(columns)} THEN`,
    ...stamps.flatMap(stampLines),
    '  END IF;',
    '  RETURN NEW;',
    'END',
  ].join('\n')
  return {function: {name, body}, trigger: {name, function: name, timing: 'BEFORE UPDATE'}}
}

/**
 * Compares images (`*<>`) because json and point have no equality. Generated columns are left out: before an update
 * NEW has NULL for them.
 */
function changedSql(columns: readonly ConvertedColumn[]): string {
  if (columns.every(({source}) => !source.generated)) return 'OLD.* OPERATOR(pg_catalog.*<>) NEW.*'
  const row = (record: string): string => {
    const fields = columns.filter(({source}) => !source.generated).map(({name}) => quoteIdentifier(name))
    return `ROW(${fields.map(field => `${record}.${field}`).join(', ')})::record`
  }

  return `${row('OLD')} OPERATOR(pg_catalog.*<>) ${row('NEW')}`
}

function stampLines({name, type, source}: ConvertedColumn): string[] {
  const column = quoteIdentifier(name)
  const now = currentTimeSql(`now(${source.fractionalDigits ?? 0})`, type.type) ?? 'now()'
  return [
    `    IF NEW.${column} IS NOT DISTINCT FROM OLD.${column} THEN`,
    `      NEW.${column} := ${now};`,
    '    END IF;',
  ]
}

export function onUpdateNotes({name: table, columns}: MysqlTable): Hazard[] {
  return columns
    .filter(({onUpdateNow}) => onUpdateNow)
    .map(({name}) => ({
      code: 'on-update-trigger',
      severity: 'notes',
      where: `${table}.${name}`,
      message:
        'ON UPDATE CURRENT_TIMESTAMP becomes a trigger; setting the column to itself no longer keeps it.',
      remedy: 'Nothing to do, unless the app relies on that.',
    }))
}
