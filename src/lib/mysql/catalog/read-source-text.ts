import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/**
 * Reads the statement that creates a routine or an event, with the parameters or the schedule that the catalog's own text
 * leaves out; if the user may not see the statement, the result is the catalog's text.
 */
export async function readSourceText<Text extends string | null>(
  connection: SourceConnection,
  object: {kind: string; database: string; name: string},
  shown: Text,
): Promise<string | Text> {
  const {kind, database, name} = object
  const answer = await connection.attempt<Record<string, string | null>>(
    `SHOW CREATE ${kind} ${qualifiedName(database, name)}`,
  )
  const row = 'rows' in answer ? answer.rows[0] : undefined
  const column = Object.keys(row ?? {}).find(key => /^create /i.test(key))
  return (column && row?.[column]) || shown
}
