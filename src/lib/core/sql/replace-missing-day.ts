import type {ComparisonSign} from './comparison-sign.js'
import type {Context} from './context.js'
import {daysInMonth} from '../days-in-month.js'
import {isMoment} from './postgres-kind.js'
import {textLiteral, type Term} from './term.js'

export interface Comparison {
  left: Term
  sign: ComparisonSign
  right: Term
}

/**
 * A comparison with a day that its month does not have, as one with the last day of the month: MariaDB puts `2024-04-31` right
 * after `2024-04-30`. Undefined for every other comparison.
 */
export function replaceMissingDay(
  {left, sign, right}: Comparison,
  {flavor}: Context,
): Comparison | undefined {
  if (flavor === 'mysql') return undefined
  if (isMoment(left.kind)) {
    const day = lastDayBefore(right, left)
    return day && signBefore(sign) && {left, sign: signBefore(sign)!, right: day}
  }

  const day = isMoment(right.kind) ? lastDayBefore(left, right) : undefined
  return day && signAfter(sign) && {left: day, sign: signAfter(sign)!, right}
}

/** Undefined for equality: no date equals a day that does not exist. */
function signBefore(sign: ComparisonSign): ComparisonSign | undefined {
  if (sign === '<' || sign === '<=') return '<='
  return sign === '>' || sign === '>=' ? '>' : undefined
}

function signAfter(sign: ComparisonSign): ComparisonSign | undefined {
  if (sign === '<' || sign === '<=') return '<'
  return sign === '>' || sign === '>=' ? '>=' : undefined
}

const DAY = /^(\d{4})-(\d\d?)-(29|30|31)(?:$|[ T])/

function lastDayBefore({kind, literal}: Term, beside: Term): Term | undefined {
  const [, year, month, day] = DAY.exec(kind === 'text' ? (literal?.value ?? '') : '') ?? []
  const last = daysInMonth(Number(year), Number(month))
  if (last === 0 || Number(day) <= last) return undefined
  return textLiteral(`${year}-${month}-${last}${beside.kind === 'date' ? '' : ' 23:59:59.999999'}`)
}
