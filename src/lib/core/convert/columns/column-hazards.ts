import type {ColumnContext} from './column-type.js'
import type {Hazard, HazardCode} from '../../hazard.js'
import {quoteMysqlIdentifier} from '../../quote.js'

/** Something to know about a column's type that stops nothing. */
export function typeNote({where}: ColumnContext, message: string, remedy: string): Hazard {
  return {code: 'column-type', severity: 'notes', where, message, remedy}
}

export function unknownTypeHazard({where, column}: ColumnContext): Hazard {
  return {
    code: 'column-type',
    severity: 'blocks',
    where,
    message: `The type ${column.columnType} is not known; its values go over as text.`,
    remedy: 'Check that text is what the app needs, then allow it.',
  }
}

export function zerofillNote(context: ColumnContext): Hazard {
  return typeNote(
    context,
    'ZEROFILL has no counterpart: the numbers go over, the leading zeros that MySQL shows do not.',
    'Pad the number where the app shows it, for example with lpad().',
  )
}

export function unsignedRangeHazard({where, column}: ColumnContext): Hazard {
  return {
    code: 'unsigned-range',
    severity: 'blocks',
    where,
    message: `Its values or its AUTO_INCREMENT are above 9223372036854775807, the end of bigint, so it becomes numeric(20,0)${
      column.autoIncrement ? ' and loses its AUTO_INCREMENT' : ''
    }.`,
    remedy: 'Renumber the rows in MySQL, or allow it and have the app give the values.',
  }
}

/** Zero dates have no spelling in Postgres. */
export function zeroDateHazard({where, column, primary, profile, rule}: ColumnContext): Hazard[] {
  const {zeroDates = 0, partialDates = 0} = profile
  const count = rule.zeroDates === undefined ? zeroDates - partialDates : zeroDates
  if (count === 0) return []
  if (rule.zeroDates)
    return [replacedNote('zero-date', where, `Dates that do not exist become ${rule.zeroDates}`, count)]
  const what =
    rule.zeroDates === null ? 'Dates that do not exist become NULL' : 'Dates that are 0000-00-00 become NULL'
  if (column.nullable || (rule.zeroDates === null && !primary))
    return [
      {
        code: 'zero-date',
        severity: 'notes',
        where,
        message: column.nullable
          ? `${what}.`
          : `${what} and the column loses its NOT NULL, as the rules say.`,
        remedy: 'Give them a real date in MySQL if NULL does not say the same.',
        count,
      },
    ]
  return [
    {
      code: 'zero-date-not-null',
      severity: 'blocks',
      where,
      message: `${what}, so the column loses its NOT NULL${lostKey(primary)}.`,
      remedy: 'Give them a real date in MySQL, or allow it.',
      count,
    },
  ]
}

export function emptyEnumHazard({where, column, primary, profile, rule}: ColumnContext): Hazard[] {
  const count = profile.emptyLabels ?? 0
  if (count === 0) return []
  const label = rule.emptyEnum
  if (label !== undefined && label !== null)
    return [
      replacedNote(
        'empty-enum',
        where,
        `Values that were not among the labels become ${JSON.stringify(label)}`,
        count,
      ),
    ]
  const what = 'Values that were not among the labels when they were written become NULL'
  return [
    {
      code: 'empty-enum',
      severity: column.nullable || (label === null && !primary) ? 'notes' : 'blocks',
      where,
      message: column.nullable ? `${what}.` : `${what}, so the column loses its NOT NULL${lostKey(primary)}.`,
      remedy: 'Give them a label in MySQL, or allow it.',
      count,
    },
  ]
}

/** A rule says what becomes of such values, so nothing blocks. */
function replacedNote(code: HazardCode, where: string, message: string, count: number): Hazard {
  return {code, severity: 'notes', where, message: `${message}, as the rules say.`, remedy: '', count}
}

/** Dates other than `0000-00-00` that are not a day: `2024-00-31`, `2024-02-30`, `0000-05-01`. */
export function partialDateHazard(context: ColumnContext): Hazard[] {
  return refusedValueHazard(context, {
    count: context.rule.zeroDates === undefined ? (context.profile.partialDates ?? 0) : 0,
    what: 'Dates that do not exist, such as 2024-02-30 or 0000-05-01,',
    remedy: 'Give them a real date in MySQL, say what they become with --rules, or allow it.',
  })
}

export function invalidJsonHazard(context: ColumnContext): Hazard[] {
  return refusedValueHazard(context, {
    count: context.profile.invalidJson ?? 0,
    what: 'Values that are not valid JSON',
    remedy: `Mend them in MySQL (WHERE NOT JSON_VALID(${quoteMysqlIdentifier(context.column.name)})), keep the column as text with --rules, or allow it.`,
  })
}

/** Values known to be refused: where they stand the column has to take NULL. */
function refusedValueHazard(
  {where, column, primary}: ColumnContext,
  {count, what, remedy}: {count: number; what: string; remedy: string},
): Hazard[] {
  if (count === 0) return []
  const lost = column.nullable ? '' : `, so the column loses its NOT NULL${lostKey(primary)}`
  return [
    {
      code: 'refused-value',
      severity: 'blocks',
      where,
      message: `${what} become NULL, and a file keeps the originals${lost}.`,
      remedy,
      count,
    },
  ]
}

function lostKey(primary: boolean): string {
  return primary ? ' and the primary key becomes a unique key' : ''
}
