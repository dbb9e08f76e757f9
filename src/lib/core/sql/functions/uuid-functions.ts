import type {Context} from '../context.js'
import {refuse} from '../refused.js'
import {none, one, oneOrTwo, type FunctionTable} from '../sql-function.js'
import {atom, castTo, compound, operand, wholeNumber, type Term} from '../term.js'
import {toText} from '../to-text.js'

/** UUIDs as text and as bytes. With 1 behind it MySQL puts the time's high bits first. */
export const UUID_FUNCTIONS: FunctionTable = {
  uuid: none(() => castTo(atom('gen_random_uuid()', 'uuid'), 'text')),
  uuid_to_bin: oneOrTwo((text, swapped, context) => {
    const digits = `replace(${toText(text, context).sql}, '-', '')`
    const bytes = isSwapped(swapped)
      ? String.raw`regexp_replace(${digits}, '^(.{8})(.{4})(.{4})', '\3\2\1')`
      : digits
    return atom(`decode(${bytes}, 'hex')`, 'bytea')
  }),
  bin_to_uuid: oneOrTwo((bytes, swapped) => {
    if (bytes.kind === 'uuid')
      return isSwapped(swapped) === (bytes.swapped ?? false)
        ? castTo(bytes, 'text')
        : refuse('the order of the bytes is not that of the column’s rule')
    if (bytes.kind !== 'bytea') return refuse('bin_to_uuid of anything but bytes is not translated')
    const digits = `encode(${bytes.sql}, 'hex')`
    const text = isSwapped(swapped)
      ? String.raw`regexp_replace(${digits}, '^(.{4})(.{4})(.{8})', '\3\2\1')`
      : digits
    return atom(`${text}::uuid::text`, 'text')
  }),
  is_uuid: one(isUuid),
}

function isSwapped(flag: Term | undefined): boolean {
  const value = flag === undefined ? 0 : wholeNumber(flag)
  if (value === undefined) return refuse('an order of bytes that is not a literal is not translated')
  return value !== 0
}

const WITH_DASHES = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** All dashes or none, and braces only around those with dashes. */
function isUuid(value: Term, context: Context): Term {
  const text = operand(toText(value, context))
  const pattern = `^([0-9a-f]{32}|${WITH_DASHES}|[{]${WITH_DASHES}[}])$`
  return compound(`${text} ~* '${pattern}'`, 'boolean')
}
