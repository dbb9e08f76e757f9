import type {MysqlColumn} from '../mysql-schema.js'
import type {ColumnSettings} from '../rules/migration-rules.js'
import type {ProfileQuestion} from './profile-questions.js'
import {isUtf8} from './text/text-charsets.js'

/**
 * Whether the earlier answer to a question is good enough, although rows may have been written since: no type
 * depends on it, or its encoder refuses the values that it counts where none were found (`core/encode/`). So the run fails, or
 * keeps what they were, and nothing is lost silently.
 */
export function isAskedOnce(
  question: ProfileQuestion,
  {autoIncrement, charset}: MysqlColumn,
  {as}: Pick<ColumnSettings, 'as'>,
): boolean {
  // Encoders of types that a rule chose leave more to Postgres.
  if (as !== undefined) return false
  switch (question) {
    case 'min':
    case 'max':
      // The next number of a sequence follows the largest one.
      return !autoIncrement
    case 'lostCharacters':
      // When MySQL converts, it gives `?` for bytes that are not a character, like any other `?`. ASCII is read as bytes.
      return isUtf8(charset) || charset === 'ascii'
    case 'doublyEncoded':
    case 'emptyLabels':
    case 'invalidJson':
    case 'jsonNuls':
    case 'nulBytes':
    case 'otherThanPoints':
    case 'partialDates':
    case 'timesOutOfDay':
    case 'zeroDates':
      return true
    case 'atBounds':
    case 'longest':
    case 'misfits':
    case 'repeated':
      return false
  }
}
