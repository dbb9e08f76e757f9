import {quoteLiteral} from '../../quote.js'
import type {Context} from '../context.js'
import {columnReader} from '../functions/column-reader.js'
import {pathKeys, pathLiteral, rowPath, toJson} from '../functions/json-path.js'
import {onlyFields} from '../only-fields.js'
import {kindOf} from '../postgres-kind.js'
import {quoteAlias} from '../quote-alias.js'
import {refuse} from '../refused.js'
import type {JsonColumn, JsonTable, LiteralValue, NamedJsonColumn} from '../syntax-tree.js'
import {atom, castTo, compound, textLiteral, type Term} from '../term.js'
import {derivedSource, type Source, type SourceColumn} from './source.js'

/**
 * `json_table(document, '$.items[*]' columns (…)) name` as a subquery over the members of jsonb. What MySQL cannot
 * convert is NULL there, so no conversion may fail.
 */
export function writeJsonTable(node: JsonTable, context: Context): {sql: string; source: Source} {
  if (context.flavor === 'mariadb') return refuse('json_table of MariaDB is not translated')
  onlyFields(node, ['json_expr', 'json_path', 'columns', 'alias'], 'json_table')
  const alias = node.alias?.name.value ?? refuse('json_table has no name')
  const document = toJson(context.emit(node.json_expr), context)
  const from: string[] = []
  const columns = columnsOf(node, document, from, context)
  const list = columns.map(({name, term}) => `${term.sql} AS ${quoteAlias(name)}`).join(', ')
  const sql = `LATERAL (SELECT ${list} FROM ${from.join(' LEFT JOIN LATERAL ')}) AS ${quoteAlias(alias)}`
  return {sql, source: derivedSource(alias, columns)}
}

interface Level {
  json_path: JsonTable['json_path']
  columns: JsonColumn[]
}

/** The columns of one level and of those nested in it; what they are read from is added to FROM. */
function columnsOf(level: Level, document: Term, from: string[], context: Context): SourceColumn[] {
  const depth = from.length
  const item = quoteAlias(depth === 0 ? 'item' : `item${depth + 1}`)
  const members = `jsonb_path_query(${document.sql}, ${rowPath(textOf(level.json_path))}, '{}', TRUE)`
  from.push(`${members} WITH ORDINALITY AS ${item} ("value", "place")${depth === 0 ? '' : ' ON TRUE'}`)
  const value = atom(`${item}."value"`, 'jsonb')
  return level.columns.flatMap(column => {
    if ('Named' in column) return [namedColumn(column.Named, value, depth > 0)]
    if ('ForOrdinality' in column)
      return [{name: column.ForOrdinality.value, term: atom(`${item}."place"`, 'bigint')}]
    if (from.length > depth + 1)
      return refuse('json_table with two nested paths beside each other is not translated')
    const {path, columns} = column.Nested
    return columnsOf({json_path: path, columns}, value, from, context)
  })
}

function namedColumn(column: NamedJsonColumn, item: Term, isNested: boolean): SourceColumn {
  onlyFields(column, ['name', 'type', 'path', 'exists', 'on_empty', 'on_error'], 'a column of json_table')
  const keys = pathKeys(textLiteral(textOf(column.path)))
  const found = keys.length === 0 ? item.sql : `${item.sql} #> ${pathLiteral(keys)}`
  const fallback = emptyValue(column)
  if (isNested && (fallback !== undefined || column.exists))
    return refuse('a default or EXISTS in a nested path of json_table is not translated')
  if ((column.on_error ?? 'Null') !== 'Null') return refuse('json_table with ON ERROR is not translated')
  const read = columnReader(column.type)
  const name = column.name.value
  if (column.exists) return {name, term: existence(found, read(item).type)}
  if (fallback !== undefined)
    return {name, term: read(atom(`COALESCE(${found}, ${fallback}::jsonb)`, 'jsonb'))}
  return {name, term: read(keys.length === 0 ? item : compound(found, 'jsonb'))}
}

/** 1 where the path leads somewhere, even to JSON's null. */
function existence(found: string, type: string): Term {
  if (kindOf(type) !== 'integer')
    return refuse('EXISTS in json_table as anything but a whole number is not translated')
  return castTo(atom(`(CASE WHEN ${found} IS NULL THEN 0 ELSE 1 END)`, 'integer'), type)
}

/** What stands for a value that is not there, as a literal. */
function emptyValue({on_empty: handling = 'Null'}: NamedJsonColumn): string | undefined {
  if (handling === 'Null') return undefined
  return typeof handling === 'object' && 'Default' in handling
    ? quoteLiteral(textOf(handling.Default))
    : refuse('json_table with ERROR ON EMPTY is not translated')
}

function textOf({value}: {value: LiteralValue}): string {
  return typeof value === 'object' && 'SingleQuotedString' in value
    ? String(value.SingleQuotedString)
    : refuse('json_table with a path other than a text is not translated')
}
