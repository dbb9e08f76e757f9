import type {ColumnContext} from '../columns/column-type.js'
import type {Hazard} from '../../hazard.js'
import {isRepaired} from './is-repaired.js'
import type {TextQuestion} from '../../table-profile.js'
import {holdsSurrogates} from './text-charsets.js'
import {nulPolicy} from './nul-policy.js'

/** Texts that do not go over as they are, or that are not what was meant when they were written. */
export function textHazards(context: ColumnContext): Hazard[] {
  return [...nulBytes(context), ...lostCharacters(context), ...doublyEncoded(context)]
}

function nulBytes(context: ColumnContext): Hazard[] {
  const message =
    nulPolicy(context) === 'strip'
      ? 'Text in Postgres cannot hold NUL bytes; they are left out and the rest of each value is kept'
      : 'Text in Postgres cannot hold NUL bytes; each becomes ␀ (U+2400), so that keys stay as different as they are'
  return found(context, 'nulBytes', {
    code: 'invalid-text',
    severity: context.rule.nul === nulPolicy(context) ? 'notes' : 'blocks',
    message: `${message}${place(context, 'nulBytes')}.`,
    remedy:
      'Remove them in MySQL, say nul: strip or nul: replace in --rules, make the column binary, or allow it.',
  })
}

function lostCharacters(context: ColumnContext): Hazard[] {
  const {charset} = context.column
  const message = holdsSurrogates(charset)
    ? 'Surrogates are not characters; pairs become the character that they stand for, others � (U+FFFD)'
    : `Some bytes are not a character in ${charset}; they arrive as the ? or � that MySQL returns for each`
  return found(context, 'lostCharacters', {
    code: 'invalid-text',
    severity: 'blocks',
    message: `${message}${place(context, 'lostCharacters')}.`,
    remedy: 'Correct them in MySQL, make the column binary (it becomes bytea), or allow it.',
  })
}

function doublyEncoded(context: ColumnContext): Hazard[] {
  const example = context.profile.examples?.doublyEncoded
  const shown = example ? `: ${quote(example.before)} for ${quote(example.after)}` : ''
  return found(context, 'doublyEncoded', {
    code: 'doubly-encoded-text',
    severity: 'notes',
    message: `UTF-8 was once read as latin1${shown}${place(context, 'doublyEncoded')}; it ${
      isRepaired(context) ? 'is repaired' : 'goes over as it is'
    }.`,
    remedy: repairRemedy(context),
  })
}

function repairRemedy(context: ColumnContext): string {
  if (isRepaired(context)) return 'Look at the example before you migrate.'
  return context.keyed || context.unique
    ? 'Repair it in MySQL: in a key a repaired value could be there already.'
    : 'Say repair: double-encoding for the column in --rules to have it repaired on the way.'
}

function found(
  {profile, where}: ColumnContext,
  question: TextQuestion,
  hazard: Omit<Hazard, 'count' | 'where'>,
): Hazard[] {
  const count = profile[question] ?? 0
  return count === 0 ? [] : [{...hazard, where, count}]
}

function place({profile}: ColumnContext, question: TextQuestion): string {
  const row = profile.examples?.[question]?.row ?? ''
  return row === '' ? '' : `, for example where ${row}`
}

function quote(text: string): string {
  return `“${text}”`
}
