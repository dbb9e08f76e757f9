import type {SourceConnection} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'

/**
 * The statement that creates a routine or an event, with its parameters or its schedule, which the catalog's own text
 * leaves out; that text where the user may not see the statement.
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
