import type {MysqlColumn} from '../mysql-schema.js'
import type {ColumnSettings} from '../rules/migration-rules.js'
import {isAskedOnce} from './is-asked-once.js'
import {columnLabels} from './columns/column-labels.js'
import type {ProfileQuestion} from './profile-questions.js'

/**
 * Whether a question may be asked of a sample of a table: the encoder then refuses every value that the question counts, and the
 * run falls back to asking all rows. If a rule decides about the column, all rows are asked at once, because the number of such
 * values is reported.
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
