import {exactTextNote} from './text/collation-hazards.js'
import type {Hazard} from '../hazard.js'
import type {MysqlView} from '../mysql-schema.js'
import type {ViewTranslation} from '../sql/translate-view.js'

/** A view that cannot be translated. */
export function viewHazard({name, select}: MysqlView, reason: string): Hazard {
  return {
    code: 'view-not-converted',
    severity: 'blocks',
    where: `view ${name}`,
    message: `The view cannot go over: ${reason}.`,
    remedy: 'Write it for Postgres after the migration, and allow it.',
    source: select,
  }
}

/** What a translated view does otherwise than in MySQL. */
export function viewNotes(
  {name, checkOption, security}: MysqlView,
  {anyRow = [], anyOrder, exact}: ViewTranslation & {ok: true},
): Hazard[] {
  const where = `view ${name}`
  const columns = [...new Set(anyRow)].join(', ')
  const differences: [applies: boolean, message: string, remedy: string][] = [
    [
      anyRow.length > 0,
      `It takes any row's value for columns that it neither groups nor aggregates (${columns}), and Postgres may take another row than MySQL.`,
      'Group by it, or choose a row with min() or max().',
    ],
    [
      anyOrder === true,
      'It combines values (group_concat, json_arrayagg) in no defined order, and Postgres may order them otherwise than MySQL.',
      'Give it an ORDER BY if anything relies on the order.',
    ],
    [
      checkOption !== 'NONE',
      `WITH ${checkOption} CHECK OPTION is left out, so that rows which the view would not show can be written through it.`,
      `If the app writes through it: ALTER VIEW … SET (check_option = ${checkOption.toLowerCase()}).`,
    ],
    [
      security === 'INVOKER',
      'In MySQL it reads with the rights of whoever queries it (SQL SECURITY INVOKER), in Postgres with those of its owner.',
      'Where several roles use the database: ALTER VIEW … SET (security_invoker = true).',
    ],
  ]
  return [
    ...(exact ? [exactTextNote(where)] : []),
    ...differences
      .filter(([applies]) => applies)
      .map(([, message, remedy]): Hazard => ({
        code: 'view-differs',
        severity: 'notes',
        where,
        message,
        remedy,
      })),
  ]
}
