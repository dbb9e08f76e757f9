import type {MysqlColumn} from '../mysql-schema.js'
import type {ColumnSettings} from '../rules/migration-rules.js'
import {isAskedOnce} from './is-asked-once.js'
import {columnLabels} from './columns/column-labels.js'
import type {ProfileQuestion} from './profile-questions.js'

/**
 * Whether some rows may answer a question for all of a table: the encoder then refuses each value that the question counts, and
 * the run asks all rows after all. Where a rule decides about the column, all are asked at once, because what becomes of such
 * values is told with their number.
 */
export function isAnsweredBySample(
  question: ProfileQuestion,
  column: MysqlColumn,
  rule: ColumnSettings,
): boolean {
  if (Object.keys(rule).length > 0) return false
  // A value without a label cannot be told from one with an empty label.
  if (question === 'emptyLabels' && columnLabels(column.columnType).includes('')) return false
  return isAskedOnce(question, column, rule)
}
