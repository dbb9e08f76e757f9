import {toBigint, toDouble, toInteger, toNumber, toNumeric, widenInteger} from '../coerce.js'
import {needsSettings} from '../context.js'
import {modulo} from '../number-operators.js'
import {refuse} from '../refused.js'
import {none, one, oneOrTwo, two, type FunctionTable, type SqlFunction} from '../sql-function.js'
import {atom, compound, decimals, numberLiteral, operand, wholeNumber, type Term} from '../term.js'

/** Numbers. Where MySQL gives NULL outside of a function's domain, Postgres fails, so the domain is asked first. */
export const NUMBER_FUNCTIONS: FunctionTable = {
  abs: one(value => {
    // abs() of the smallest integer is none.
    const {sql, type, scale, excess} = widenInteger(toNumber(value))
    return atom(`abs(${sql})`, type, {scale, excess})
  }),
  ceil: one(value => whole('ceil', value)),
  ceiling: one(value => whole('ceil', value)),
  floor: one(value => whole('floor', value)),
  round: oneOrTwo((value, digits) => rounded('round', value, digits)),
  truncate: two((value, digits) => rounded('trunc', value, digits)),
  mod: two(modulo),
  sign: one(value => atom(`sign(${toNumber(value).sql})::integer`, 'integer')),
  pow: two((a, b) => atom(`power(${toDouble(a).sql}, ${toDouble(b).sql})`, 'double precision')),
  power: two((a, b) => atom(`power(${toDouble(a).sql}, ${toDouble(b).sql})`, 'double precision')),
  sqrt: inDomain('sqrt', x => `${x} >= 0`),
  exp: real('exp'),
  ln: inDomain('ln', x => `${x} > 0`),
  log: oneOrTwo((value, other) =>
    other === undefined ? inDomainOf('ln', x => `${x} > 0`)(value) : logarithm(value, other),
  ),
  log10: inDomain('log10', x => `${x} > 0`),
  log2: one(value => {
    const x = operand(toDouble(value))
    return atom(`CASE WHEN ${x} > 0 THEN ln(${x}) / ln(2::double precision) END`, 'double precision')
  }),
  pi: none(() => atom('pi()', 'double precision')),
  radians: real('radians'),
  degrees: real('degrees'),
  sin: real('sin'),
  cos: real('cos'),
  cot: inDomain('cot', x => `${x} <> 0`),
  tan: real('tan'),
  atan: oneOrTwo((a, b) =>
    b === undefined ? atom(`atan(${toDouble(a).sql})`, 'double precision') : arc(a, b),
  ),
  atan2: two(arc),
  asin: inDomain('asin', x => `${x} BETWEEN -1 AND 1`),
  acos: inDomain('acos', x => `${x} BETWEEN -1 AND 1`),
  point: two((x, y) => atom(`point(${toDouble(x).sql}, ${toDouble(y).sql})`, 'point')),
  bit_count: one(value => atom(`bit_count(${operand(toBigint(value))}::bit(64))`, 'bigint')),
  rand: none(context => {
    needsSettings(context, 'random()')
    return atom('random()', 'double precision')
  }),
}

function logarithm(base: Term, value: Term): Term {
  const [b, x] = [operand(toDouble(base)), operand(toDouble(value))]
  return atom(
    `CASE WHEN ${b} > 0 AND ${b} <> 1 AND ${x} > 0 THEN ln(${x}) / ln(${b}) END`,
    'double precision',
  )
}

function arc(a: Term, b: Term): Term {
  return atom(`atan2(${toDouble(a).sql}, ${toDouble(b).sql})`, 'double precision')
}

function real(name: string): SqlFunction {
  return one(value => atom(`${name}(${toDouble(value).sql})`, 'double precision'))
}

function inDomain(name: string, domain: (x: string) => string): SqlFunction {
  return one(inDomainOf(name, domain))
}

function inDomainOf(name: string, domain: (x: string) => string): (value: Term) => Term {
  return value => {
    const x = toDouble(value)
    return atom(`CASE WHEN ${domain(operand(x))} THEN ${name}(${x.sql}) END`, 'double precision')
  }
}

/** Whole numbers stay whole numbers; doubles stay doubles. */
function whole(name: string, value: Term): Term {
  const number = toNumber(value)
  if (number.kind === 'integer') return number
  return number.kind === 'numeric'
    ? atom(`${name}(${number.sql})`, 'numeric', {scale: 0})
    : atom(`${name}(${number.sql})`, 'double precision')
}

function rounded(name: 'round' | 'trunc', value: Term, digits: Term | undefined): Term {
  const number = toNumber(value)
  const places = digits === undefined ? numberLiteral('0') : toNumber(digits)
  const count = wholeNumber(places)
  if (number.kind === 'double') return roundedDouble(name, number, count)
  const shown = decimals(number)
  if (number.kind === 'integer') {
    if (count !== undefined && count >= 0) return number
    return atom(`${name}(${toNumeric(number).sql}, ${toInteger(places).sql})::bigint`, 'bigint')
  }

  if (count === undefined)
    return atom(`${name}(${number.sql}, ${toInteger(places).sql})`, 'numeric', {scale: shown, excess: true})
  const scale = Math.max(Math.min(count, shown ?? count), 0)
  return atom(count === 0 ? `${name}(${number.sql})` : `${name}(${number.sql}, ${count})`, 'numeric', {scale})
}

/** The same floating point steps as MySQL's: multiply, round to the even whole number, divide. */
export function roundedDouble(name: 'round' | 'trunc', number: Term, count: number | undefined): Term {
  if (count === undefined || Math.abs(count) > 15)
    return refuse('rounding a double to a number of digits that is not a literal is not translated')
  if (count === 0) return atom(`${name}(${toDouble(number).sql})`, 'double precision')
  const factor = `1e${Math.abs(count)}::double precision`
  const [there, back] = count > 0 ? ['*', '/'] : ['/', '*']
  return compound(
    `${name}(${operand(toDouble(number))} ${there} ${factor}) ${back} ${factor}`,
    'double precision',
  )
}
