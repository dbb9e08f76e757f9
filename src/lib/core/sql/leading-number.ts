import type {Context} from './context.js'
import {atom, operand, type Term} from './term.js'

const INTEGER = String.raw`^\s*([+-]?\d+)`
const DECIMAL = String.raw`^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2}(?!\d))?)`

/**
 * The whole number at the start of a text, 0 where there is none, as MySQL reads it. One past 64 bits is an error, except in
 * generated columns, where it would fail the whole table: there it becomes the last number.
 */
export function leadingInteger(text: Term, {immutable}: Context): Term {
  const digits = digitsOf(text, INTEGER)
  const number = `least(greatest(${digits}::numeric, -9223372036854775808), 9223372036854775807)`
  return whereText(text, immutable ? `${number}::bigint` : `${digits}::bigint`, 'bigint')
}

/** The number at the start of a text, 0 where there is none. */
export function leadingDecimal(text: Term): Term {
  return whereText(text, `${digitsOf(text, DECIMAL)}::numeric`, 'numeric')
}

function digitsOf(text: Term, pattern: string): string {
  return `COALESCE(substring(${text.sql} FROM '${pattern}'), '0')`
}

function whereText(text: Term, number: string, type: string): Term {
  return atom(`CASE WHEN ${operand(text)} IS NOT NULL THEN ${number} END`, type)
}
