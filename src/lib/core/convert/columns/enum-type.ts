import {Buffer} from 'node:buffer'

import {emptyEnumHazard, typeNote} from './column-hazards.js'
import {columnLabels} from './column-labels.js'
import type {ColumnContext, ColumnType} from './column-type.js'
import type {Encoding} from '../../encode/encoding.js'
import {quoteMysqlLiteral} from '../../quote.js'
import {noLabelSql} from '../../value-conditions.js'

/** Enum labels in Postgres end at 63 bytes. */
const LABEL_BYTES = 63

/** An enum type of its own; text with a CHECK where a label is too long for one. */
export function enumType(context: ColumnContext): ColumnType {
  const {labels, instead} = enumLabels(context)
  // Where the empty string is a label, a value that was never one cannot be told from it.
  const encoding: Encoding =
    labels.includes('') || instead !== null ? {kind: 'text'} : {kind: 'enum', ...ifNone(context)}
  const hazards = emptyEnumHazard(context)
  const select =
    instead === null
      ? undefined
      : (name: string): string =>
          `CASE WHEN ${noLabelSql(name)} THEN ${quoteMysqlLiteral(instead)} ELSE CONVERT(${name} USING utf8mb4) END`
  const takesNull = encoding.kind === 'enum' && (context.profile.emptyLabels ?? 0) > 0
  if (labels.every(label => Buffer.byteLength(label) <= LABEL_BYTES))
    return {type: '', labels, encoding, hazards, takesNull, select}
  const note = typeNote(
    context,
    'A label is longer than the 63 bytes of Postgres, so the column is text with a CHECK on its labels.',
    'Shorten the label in MySQL to get an enum type.',
  )
  return {type: 'text', members: labels, encoding, hazards: [...hazards, note], takesNull, select}
}

/** If the profile found no value without a label, one that appears later is refused instead of becoming NULL silently. */
function ifNone({profile, rule}: ColumnContext): {empty?: 'refuse'} {
  return profile.emptyLabels === 0 && rule.emptyEnum !== null ? {empty: 'refuse'} : {}
}

/** The labels, with the one that a rule puts in place of values that were none. */
function enumLabels({column, family, rule}: ColumnContext): {labels: string[]; instead: string | null} {
  const labels = columnLabels(column.columnType)
  const instead = (family.emptyLabels ?? 0) > 0 ? (rule.emptyEnum ?? null) : null
  return {labels: [...new Set([...labels, ...(instead === null ? [] : [instead])])], instead}
}
