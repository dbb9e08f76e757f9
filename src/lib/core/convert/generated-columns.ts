import type {ConvertedColumn} from './convert-columns.js'
import type {Hazard} from '../hazard.js'
import type {MysqlSchema} from '../mysql-schema.js'
import {translateExpression, type SqlScope, type Translation} from '../sql/translate-expression.js'
import {tableScope} from './table-scope.js'

/** The generated columns of one table, by MySQL name: their SQL, or why there is none. */
export type GeneratedColumns = ReadonlyMap<string, Translation>

/**
 * Translates the expressions of a table's generated columns. Postgres lets none of them refer to another,
 * so such a reference is replaced by the other's expression, unless that one becomes a plain column.
 */
export function generatedColumns(
  columns: ReadonlyMap<string, ConvertedColumn>,
  schema: MysqlSchema,
): GeneratedColumns {
  const translated = new Map<ConvertedColumn, Translation>()
  const byName = new Map([...columns.values()].map(column => [column.source.name.toLowerCase(), column]))
  const plain = tableScope(columns, schema)
  const scope: SqlScope = {
    ...plain,
    column(name) {
      const column = byName.get(name.toLowerCase())
      const inner = column?.source.generated
        ? translate(column, column.source.generated.expression)
        : undefined
      const found = plain.column(name)
      return found && inner?.ok ? {...found, sql: `(${inner.sql})`} : found
    },
  }

  const translate = (column: ConvertedColumn, expression: string): Translation => {
    const known = translated.get(column)
    if (known) return known
    const {type} = column.type
    const result = cutText(translateExpression(expression, scope, {target: type, immutable: true}), type)
    translated.set(column, result)
    return result
  }

  for (const column of columns.values())
    if (column.source.generated) translate(column, column.source.generated.expression)
  return new Map([...translated].map(([column, translation]) => [column.source.name, translation]))
}

/** Without strict mode MySQL cuts a text that is too long; so does an explicit cast, while an assignment would fail. */
function cutText(translation: Translation, type: string): Translation {
  return translation.ok && type.startsWith('varchar')
    ? {ok: true, sql: `(${translation.sql})::${type}`}
    : translation
}

/** A generated column that Postgres cannot compute stays as a plain one. */
export function generatedHazard(where: string, source: string, reason: string): Hazard {
  return {
    code: 'generated-column',
    severity: 'blocks',
    where,
    message: `Postgres cannot compute this generated column (${reason}); it becomes a plain column that keeps its data.`,
    remedy: 'Compute it in the app or in a trigger from then on, and allow it.',
    source,
  }
}

/** VIRTUAL columns take no space in MySQL; Postgres stores what it computes. */
export function storedNote(where: string, source: string): Hazard {
  return {
    code: 'generated-column',
    severity: 'notes',
    where,
    message: 'The column is VIRTUAL in MySQL and STORED in Postgres, where it takes space.',
    remedy: 'Nothing to do, unless space matters.',
    source,
  }
}
