import type {ColumnContext, ColumnType} from '../columns/column-type.js'
import type {Encoding} from '../../encode/encoding.js'
import {repairedText} from './double-encoding.js'
import {isRepaired} from './is-repaired.js'
import {holdsSurrogates} from './text-charsets.js'
import {nulPolicy} from './nul-policy.js'
import {textHazards} from './text-hazards.js'
import {textBytes} from '../../text-bytes.js'

/** The type of a text column, and how its values are mended where the profile found some that need it. */
export function textType(type: string, context: ColumnContext): ColumnType {
  return {
    type,
    encoding: textEncoding(context),
    hazards: textHazards(context),
    ...(isRepaired(context) && {select: repairedText}),
    ...(isReadAsBytes(context) && {select: textBytes}),
  }
}

/** MySQL gives `?` for a byte that is no ASCII, which nobody can tell from one, unless it is asked for the bytes. */
function isReadAsBytes({column, profile}: ColumnContext): boolean {
  return column.charset === 'ascii' && profile.lostCharacters === 0
}

function textEncoding(context: ColumnContext): Encoding {
  const {column, profile} = context
  const surrogates = (profile.lostCharacters ?? 0) > 0 && holdsSurrogates(column.charset)
  return {
    kind: 'text',
    ...((profile.nulBytes ?? 0) > 0 && {nul: nulPolicy(context)}),
    ...(surrogates && {surrogates: 'replace'}),
    ...(profile.sampled && profile.doublyEncoded === 0 && {expected: 'singly-encoded'}),
    ...(isReadAsBytes(context) && {expected: 'ascii'}),
  }
}
