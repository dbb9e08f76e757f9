import type {ConvertedColumn} from './convert-columns.js'
import type {GeneratedColumns} from './generated-columns.js'
import type {PostgresFunction, PostgresTrigger} from '../../postgres-schema.js'
import {quoteIdentifier} from '../../quote.js'

/**
 * A trigger that computes those generated columns that are plain ones in Postgres. Its name must come after that of the
 * ON UPDATE trigger: Postgres fires triggers in the order of their names, and an expression may use what that one sets.
 */
export function generatedTrigger(
  columns: ReadonlyMap<string, ConvertedColumn>,
  generated: GeneratedColumns,
  name: string,
): {function: PostgresFunction; trigger: PostgresTrigger} {
  const lines = [...columns.values()].flatMap(column => {
    const found = generated.get(column.source.name)
    return found?.kind === 'trigger' ? [`  NEW.${quoteIdentifier(column.name)} := ${found.sql};`] : []
  })
  const body = ['BEGIN', ...lines, '  RETURN NEW;', 'END'].join('\n')
  return {
    function: {name, body},
    trigger: {name, function: name, timing: 'BEFORE INSERT OR UPDATE'},
  }
}
