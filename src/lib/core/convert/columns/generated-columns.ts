import type {ConvertedColumn} from './convert-columns.js'
import type {MysqlSchema} from '../../mysql-schema.js'
import {expressionDoubt} from '../../sql/expression-doubt.js'
import {translateExpression, type SqlScope, type Translation} from '../../sql/translate-expression.js'
import {tableScope} from '../table-scope.js'

/**
 * How a generated column goes over. `computed`: Postgres computes the same for all rows. `trigger`: a plain column with
 * MySQL's values, because Postgres might get others or fail; a trigger computes it for the rows written from then on.
 * `plain`: without a trigger, because the expression cannot be translated.
 */
export type GeneratedColumn =
  | {kind: 'computed'; sql: string; collation?: string; exact?: boolean}
  | {kind: 'plain'; reason: string}
  | {kind: 'trigger'; sql: string; reason: string; exact?: boolean}

/** The generated columns of one table, by MySQL name. */
export type GeneratedColumns = ReadonlyMap<string, GeneratedColumn>

/** Decides how the generated columns of a table go over. */
export function generatedColumns(
  columns: ReadonlyMap<string, ConvertedColumn>,
  schema: MysqlSchema,
): GeneratedColumns {
  const decided = new Map<string, GeneratedColumn>()
  const tools: Tools = {columns, schema, decided}
  for (const column of columns.values()) decide(column, tools)
  return decided
}

interface Tools {
  columns: ReadonlyMap<string, ConvertedColumn>
  schema: MysqlSchema
  decided: Map<string, GeneratedColumn>
}

function decide(column: ConvertedColumn, tools: Tools): GeneratedColumn | undefined {
  const known = tools.decided.get(column.source.name)
  if (known || !column.source.generated) return known
  const result = conversionOf(column, column.source.generated.expression, tools)
  tools.decided.set(column.source.name, result)
  return result
}

function conversionOf(column: ConvertedColumn, expression: string, tools: Tools): GeneratedColumn {
  const {type} = column.type
  const {scope, changed} = computedScope(tools)
  const computed = translateExpression(expression, scope, {target: type, immutable: true})
  const reason = computed.ok
    ? (expressionDoubt(expression, scope, type) ?? changed() ?? clamped(column) ?? ruled(column))
    : computed.reason
  if (computed.ok && reason === undefined)
    return {...computed, kind: 'computed', sql: cutText(computed.sql, type)}
  const written = inTrigger(column, expression, tools)
  return written.ok
    ? {...written, kind: 'trigger', reason: reason ?? ''}
    : {kind: 'plain', reason: written.reason}
}

/** Postgres lets no generated column refer to another, so the other's expression takes its place. */
function computedScope(tools: Tools): {scope: SqlScope; changed: () => string | undefined} {
  const plain = tableScope(tools.columns, tools.schema)
  let changed: string | undefined
  const scope: SqlScope = {
    ...plain,
    column(name) {
      const column = columnNamed(name, tools)
      const found = plain.column(name)
      if (column?.type.takesNull) changed = `some values of ${column.source.name} become NULL`
      if (column && isRuled(column)) changed = `a rule changes ${column.source.name}`
      const inner = column && decide(column, tools)
      return found && inner?.kind === 'computed'
        ? {...found, sql: `(${inner.sql})`, collation: found.collation ?? inner.collation}
        : found
    },
  }
  return {scope, changed: () => changed}
}

/** In a trigger before the row is written, Postgres has not computed its generated columns yet. */
function inTrigger(column: ConvertedColumn, expression: string, tools: Tools): Translation {
  const plain = tableScope(tools.columns, tools.schema)
  const scope: SqlScope = {
    ...plain,
    column(name) {
      const other = columnNamed(name, tools)
      const found = plain.column(name)
      const inner = other?.source.generated
        ? inTrigger(other, other.source.generated.expression, tools)
        : undefined
      return found && {...found, sql: inner?.ok ? `(${inner.sql})` : `NEW.${found.sql}`}
    },
  }
  const {type} = column.type
  const translated = translateExpression(expression, scope, {target: type})
  return translated.ok ? {...translated, sql: cutText(translated.sql, type)} : translated
}

function columnNamed(name: string, {columns}: Tools): ConvertedColumn | undefined {
  return [...columns.values()].find(({source}) => source.name.toLowerCase() === name.toLowerCase())
}

/** Without strict mode MySQL cuts a text that is too long; so does an explicit cast, while an assignment would fail. */
function cutText(sql: string, type: string): string {
  return type.startsWith('varchar') ? `(${sql})::${type}` : sql
}

/** Without strict mode MySQL stores the last number of a type for one that is out of its range; Postgres fails. */
function clamped({atBounds = 0}: ConvertedColumn): string | undefined {
  return atBounds > 0 ? 'some values stand at the end of the type’s range' : undefined
}

/** Postgres would compute values in the type that a rule gives, whether they fit or not. */
function ruled(column: ConvertedColumn): string | undefined {
  return isRuled(column) ? 'a rule changes it' : undefined
}

function isRuled({rule: {as, zeroDates, emptyEnum}}: ConvertedColumn): boolean {
  return [as, zeroDates, emptyEnum].some(setting => setting !== undefined)
}
