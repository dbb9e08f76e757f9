import {invalidJsonHazard, typeNote} from './column-hazards.js'
import type {ColumnContext, ColumnType} from './column-type.js'

/** jsonb refuses `\u0000` inside strings; json keeps the text as it is. */
export function jsonType(context: ColumnContext): ColumnType {
  const count = context.profile.jsonNuls ?? 0
  const invalid = invalidJsonHazard(context)
  const takesNull = invalid.length > 0
  if (count === 0) return {type: 'jsonb', encoding: {kind: 'jsonb'}, takesNull, hazards: invalid}
  const note = typeNote(
    context,
    String.raw`Some values hold \u0000, which jsonb refuses, so the column is json: it keeps them but cannot be compared or indexed.`,
    String.raw`Remove \u0000 from the values in MySQL to get jsonb.`,
  )
  const hazards = [{...note, code: 'json-value' as const, count}, ...invalid]
  return {type: 'json', encoding: {kind: 'json'}, takesNull, hazards}
}

/** MySQL's json keeps values as jsonb does; text that has to be JSON stays as it was written. */
export function jsonTextType(context: ColumnContext): ColumnType {
  const converted = jsonType(context)
  if (converted.type !== 'jsonb') return converted
  const note = typeNote(
    context,
    'The server keeps this JSON as it was written; jsonb keeps its values, but not spaces, the order of keys or repeated keys.',
    'Where the text matters, say as: json for the column in --rules.',
  )
  return {...converted, hazards: [...(converted.hazards ?? []), note]}
}
