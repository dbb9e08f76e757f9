import {Buffer} from 'node:buffer'

import {quoteLiteral} from '../quote.js'
import {daysInMonth} from '../days-in-month.js'
import {refuse} from './refused.js'
import {atom, numberLiteral, textLiteral, type Term} from './term.js'

const CLOCK = /([01]?\d|2[0-3]):[0-5]?\d(:[0-5]?\d(\.\d{1,6})?)?$/.source
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const MOMENT = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})[ T]${CLOCK}`)
const TIME = new RegExp(`^${CLOCK}`)
const SPAN = /^\d{1,2}:[0-5]?\d(:[0-5]?\d(\.\d{1,6})?)?$/
const ZERO_DATE = /^(0000-|\d{4}-00?-|\d{4}-\d{1,2}-00?($|\D))/

/** A date or a date with a time, from MySQL's text of it. */
export function momentLiteral(text: string): Term {
  if (ZERO_DATE.test(text)) refuse(`the zero date ${quoteLiteral(text)} has no equal in Postgres`)
  if (isDay(DATE.exec(text))) return constant('date', text)
  if (isDay(MOMENT.exec(text))) return constant('timestamp', text)
  return refuse(`${quoteLiteral(text)} is not a date that both databases read alike`)
}

function isDay(parts: RegExpExecArray | null): boolean {
  const [year = 0, month = 0, day = 0] = (parts ?? []).slice(1, 4).map(Number)
  return day >= 1 && day <= daysInMonth(year, month)
}

export function timeLiteral(text: string, type: 'interval' | 'time'): Term {
  return (type === 'time' ? TIME : SPAN).test(text)
    ? constant(type, text)
    : refuse(`${quoteLiteral(text)} is not a time that both databases read alike`)
}

export function uuidLiteral(text: string): Term {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
    ? constant('uuid', text)
    : refuse(`${quoteLiteral(text)} is not a uuid`)
}

export function inetLiteral(text: string): Term {
  return /^[\d.]+$|^[\da-f:.]+$/i.test(text)
    ? constant('inet', text)
    : refuse(`${quoteLiteral(text)} is not an address`)
}

/** A string used as a number: the one it starts with, else 0. */
export function numberFromText(text: string): Term {
  const [digits = '0'] = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i.exec(text.trim()) ?? []
  return numberLiteral(digits.replace(/^\+/, ''))
}

/** `0x41` as a number, the way MySQL reads it next to numbers. */
export function hexNumber(hex: string): Term {
  return numberLiteral(BigInt(`0x${hex || '0'}`).toString())
}

/** `0x41` as text, the way MySQL reads it next to text. */
export function hexText(hex: string): Term {
  const text = new TextDecoder().decode(Buffer.from(hex, 'hex'))
  if (text.includes('\uFFFD') || text.includes('\0')) refuse(`0x${hex} is not text`)
  return textLiteral(text)
}

export function hexBytes(hex: string): Term {
  return atom(`'\\x${hex}'::bytea`, 'bytea', {nullable: false})
}

export function textBytes(text: string): Term {
  return hexBytes(Buffer.from(text, 'utf8').toString('hex'))
}

/** A set's members as MySQL prints them: `a,b`. */
export function setLiteral(text: string): Term {
  const members = text === '' ? [] : text.split(',')
  const quoted = members.map(member => `"${member.replaceAll(/["\\]/g, String.raw`\$&`)}"`)
  return atom(`${quoteLiteral(`{${quoted.join(',')}}`)}::text[]`, 'text[]', {nullable: false})
}

function constant(type: string, text: string): Term {
  return atom(`${type} ${quoteLiteral(text)}`, type, {nullable: false, literal: {kind: 'text', value: text}})
}
