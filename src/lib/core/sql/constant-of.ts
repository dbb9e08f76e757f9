import {toNumber} from './coerce.js'
import {
  hexBytes,
  inetLiteral,
  momentLiteral,
  numberFromText,
  setLiteral,
  textBytes,
  timeLiteral,
  uuidLiteral,
} from './literals.js'
import {isMoment, isNumber, KIND_NAMES, type Kind} from './postgres-kind.js'
import {refuse} from './refused.js'
import type {Term} from './term.js'

/** A literal as Postgres writes it for a value of another kind; anything else is returned as it is. */
export function constantOf(kind: Kind, constant: Term): Term {
  const {literal} = constant
  if (literal === undefined || literal.kind === 'null') return constant
  if (isNumber(kind)) return literal.kind === 'text' ? numberFromText(literal.value) : toNumber(constant)
  if (literal.kind === 'hex') return hexConstant(kind, literal.value, constant)
  if (literal.kind === 'number') return numberConstant(kind, literal.value)
  return textConstant(kind, literal.value, constant)
}

/** `20240531` and `20240531235959` are dates to MySQL. */
function numberConstant(kind: Kind, digits: string): Term {
  const [, date, time] = /^(\d{8})(\d{6})?$/.exec(digits) ?? []
  if (date === undefined || !isMoment(kind)) return refuse(`${KIND_NAMES[kind]} is compared with a number`)
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3')
  return momentLiteral(time === undefined ? day : `${day} ${time.replace(/(..)(..)(..)/, '$1:$2:$3')}`)
}

function hexConstant(kind: Kind, hex: string, constant: Term): Term {
  if (kind === 'bytea') return hexBytes(hex)
  return refuse(`${KIND_NAMES[kind]} is compared with ${constant.sql}`)
}

function textConstant(kind: Kind, text: string, constant: Term): Term {
  switch (kind) {
    case 'text':
      return constant
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return momentLiteral(text)
    case 'time':
    case 'interval':
      return timeLiteral(text, kind)
    case 'uuid':
      return uuidLiteral(text)
    case 'inet':
      return inetLiteral(text)
    case 'bytea':
      return textBytes(text)
    case 'set':
      return setLiteral(text)
    default:
      return refuse(`${KIND_NAMES[kind]} is compared with the text ${constant.sql}`)
  }
}
