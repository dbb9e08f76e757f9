import type {ValueColumn, ValueForm} from './value-form.js'

/** Decimal digits. Adding 0 removes the leading zeros of ZEROFILL and YEAR and makes a number of bits. */
export function integerForm({copy, source, target}: ValueColumn): ValueForm {
  const padded = source.columnType.includes('zerofill') || ['bit', 'year'].includes(source.dataType)
  return {mysql: padded ? `${copy.select} + 0` : copy.select, postgres: target, kind: 'plain'}
}

/** MySQL's decimals end at 30 digits behind the point. */
const MOST_DIGITS = 30

/** Decimal digits with as many behind the point as the type has; without a type's limits as many as the value has. */
export function numericForm({copy, source, target, type}: ValueColumn): ValueForm {
  const inexact = ['double', 'float'].includes(source.dataType)
  const scale = Number(/,(\d+)\)$/.exec(type)?.[1] ?? source.scale ?? 0)
  const isAsIs = source.scale === scale && !source.columnType.includes('zerofill')
  if (inexact && type === 'numeric')
    return {mysql: copy.select, postgres: `trim_scale(${target})`, kind: 'plain', recheck: {type}}
  const decimal = `CAST(${copy.select} AS DECIMAL(65,${Math.min(scale, MOST_DIGITS)}))`
  const zeros = '0'.repeat(Math.max(0, scale - MOST_DIGITS))
  return {
    mysql: isAsIs ? copy.select : zeros === '' ? decimal : `CONCAT(${decimal}, '${zeros}')`,
    postgres: target,
    kind: 'plain',
    recheck: inexact ? {type} : undefined,
  }
}

/**
 * The eight bytes of the number: its text will not do, since 1e23 is `1e23` on one side and `9.999999999999999e+22` on the
 * other. MySQL shows the bytes only inside a geometry, lowest first.
 */
export function doubleForm({copy, source, target}: ValueColumn): ValueForm {
  // MariaDB keeps -0.001 in a double(12,4) as -0.0010000000000000009 and shows -0.0010: what it shows is the value.
  const isRounded = source.dataType === 'double' && source.scale !== null
  return {
    mysql: doubleBytes(isRounded ? `CAST(CONCAT(${copy.select}) AS DOUBLE)` : copy.select),
    postgres: `encode(float8send(${target}), 'hex')`,
    kind: 'plain',
    show: {mysql: copy.select, postgres: target},
  }
}

/** Sixteen hexadecimal digits, highest byte first. */
function doubleBytes(number: string): string {
  return `LOWER(HEX(REVERSE(SUBSTR(POINT(${number}, 0), 10, 8))))`
}

export function booleanForm({copy, target}: ValueColumn): ValueForm {
  return {mysql: `${copy.select} + 0`, postgres: `${target}::int`, kind: 'plain'}
}

/** Binary digits. */
export function bitForm({copy, target, type}: ValueColumn): ValueForm {
  const width = Number(/\d+/.exec(type)?.[0] ?? 1)
  return {mysql: `LPAD(BIN(${copy.select} + 0), ${width}, '0')`, postgres: target, kind: 'plain'}
}
