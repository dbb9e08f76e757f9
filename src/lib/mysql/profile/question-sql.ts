import type {MysqlColumn} from '../../core/mysql-schema.js'
import {numberBounds} from '../../core/convert/columns/number-bounds.js'
import type {ProfileQuestion} from '../../core/convert/profile-questions.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'
import {
  jsonNulSql,
  noLabelSql,
  otherThanPointSql,
  outOfDaySql,
  partialDateSql,
  noSuchDateSql,
  zeroTimestampSql,
} from '../../core/value-conditions.js'

import {lengthSql} from './length-sql.js'
import {textCondition} from './text-conditions.js'

/**
 * The aggregate that answers a question about a column; needs an empty `sql_mode`, as our sessions have.
 * `misfit` is the condition that `misfits` counts.
 */
export function questionSql(column: MysqlColumn, question: ProfileQuestion, misfit = 'FALSE'): string {
  const name = quoteMysqlIdentifier(column.name)
  switch (question) {
    case 'min':
      return `CAST(MIN(${name}) AS CHAR)`
    case 'max':
      return `CAST(MAX(${name}) AS CHAR)`
    case 'zeroDates':
      return countWhere(column.dataType === 'timestamp' ? zeroTimestampSql(name) : noSuchDateSql(name))
    case 'partialDates':
      return countWhere(partialDateSql(name))
    case 'emptyLabels':
      return countWhere(noLabelSql(name))
    case 'timesOutOfDay':
      return countWhere(outOfDaySql(name))
    case 'nulBytes':
    case 'lostCharacters':
    case 'doublyEncoded':
      return countWhere(textCondition(column, question))
    case 'jsonNuls':
      return countWhere(jsonNulSql(name, column.charset))
    case 'invalidJson':
      return countWhere(`NOT JSON_VALID(${name})`)
    case 'longest':
      return `COALESCE(MAX(${lengthSql(column)}), 0)`
    case 'repeated':
      return `COUNT(${name}) - COUNT(DISTINCT ${name})`
    case 'atBounds':
      return countWhere(`${name} IN (${numberBounds(column)!.join(', ')})`)
    case 'otherThanPoints':
      return countWhere(otherThanPointSql(name))
    case 'misfits':
      return countWhere(misfit)
  }
}

/** An answer in the form of the profile: bounds as decimal text, everything else as a number. */
export function answerToValue(
  question: ProfileQuestion,
  answer: number | string | null,
): number | string | null {
  if (question === 'min' || question === 'max') return answer === null ? null : String(answer)
  return Number(answer)
}

function countWhere(condition: string): string {
  return `COUNT(CASE WHEN ${condition} THEN 1 END)`
}
