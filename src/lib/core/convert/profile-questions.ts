import {typeRule} from './columns/column-types.js'
import {canBeTooLong} from './indexes/long-values.js'
import {numberBounds} from './columns/number-bounds.js'
import type {MysqlColumn, MysqlTable} from '../mysql-schema.js'
import {NOTHING_DECIDED, type ResolvedRules} from '../rules/resolve-rules.js'
import type {ColumnProfile} from '../table-profile.js'
import {canBeDoublyEncoded, hasGaps, holdsSurrogates} from './text/text-charsets.js'

export type ProfileQuestion = Exclude<keyof ColumnProfile, 'examples' | 'sampled'>

/**
 * What has to be counted in a table's data before Postgres types can be chosen, by column name.
 * Columns whose type decides everything are left out.
 */
export function profileQuestions(
  table: MysqlTable,
  rules: ResolvedRules = NOTHING_DECIDED,
): Record<string, ProfileQuestion[]> {
  const questions = table.columns.map(column => [column.name, columnQuestions(table, column, rules)] as const)
  return Object.fromEntries(questions.filter(([, asked]) => asked.length > 0))
}

function columnQuestions(table: MysqlTable, column: MysqlColumn, rules: ResolvedRules): ProfileQuestion[] {
  const {asks, asksOf} = typeRule(table, column, rules.column(column))
  const asked = (asksOf && !asksOf(column) ? [] : asks).filter(question => isPossible(question, column))
  if (column.autoIncrement && !asked.includes('max')) asked.push('max')
  if (column.autoIncrement && !isKeyAlone(table, column)) asked.push('repeated')
  if (canBeTooLong(table, column)) asked.push('longest')
  if (column.generated && numberBounds(column)) asked.push('atBounds')
  return asked
}

/** Foreign keys may refer to such a column without a unique key of its own. */
function isKeyAlone({indexes}: MysqlTable, {name}: MysqlColumn): boolean {
  return indexes.some(({unique, parts}) => unique && parts.length === 1 && parts[0]?.column === name)
}

/** Whether the column's character set leaves anything to ask. */
function isPossible(question: ProfileQuestion, {charset}: MysqlColumn): boolean {
  if (question === 'doublyEncoded') return canBeDoublyEncoded(charset)
  return question !== 'lostCharacters' || hasGaps(charset) || holdsSurrogates(charset)
}
