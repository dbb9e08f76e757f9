import type {ConvertedColumn} from '../columns/convert-columns.js'
import {CITEXT} from '../text/column-collations.js'
import {ENTRY_BYTES, isTooLong} from './long-values.js'
import type {IndexForm} from './index-forms.js'
import type {MysqlIndexPart} from '../../mysql-schema.js'
import type {PostgresIndex} from '../../postgres-schema.js'
import {quoteIdentifier} from '../../quote.js'
import {translateExpression, type SqlScope, type Translation} from '../../sql/translate-expression.js'

/** What stands in an index's parentheses, or why it cannot be one. */
export type IndexElements =
  {ok: true; method: PostgresIndex['method']; elements: string[]} | {ok: false; reason: string}

/** How index parts are turned into SQL. */
export interface IndexScope {
  columns: ReadonlyMap<string, ConvertedColumn>
  scope: SqlScope
}

/** Converts the parts of an index; a hash index becomes a btree, which does all that it does. */
export function indexElements(index: IndexForm, context: IndexScope): IndexElements {
  const columns = index.parts.flatMap(part => context.columns.get(part.column ?? '') ?? [])
  if (index.kind === 'fulltext') return {ok: true, method: 'gin', elements: [fulltextElement(columns)]}
  if (index.kind === 'spatial') return spatialElements(columns)
  if (index.kind === 'vector')
    return {ok: false, reason: 'a search for the nearest vectors needs the extension pgvector'}
  const parts = index.parts.map(part => partElement(part, index.lower, context))
  const failed = parts.find(part => !part.ok)
  if (failed && !failed.ok) return failed
  if (isTooLong(index, context.columns)) return longElements(index, context)
  return {ok: true, method: 'btree', elements: parts.flatMap(part => (part.ok ? part.sql : []))}
}

/** Hashes keep a unique key's promise; without one, a hash index finds a whole column and beginnings find the rest. */
function longElements({unique, parts, lower}: IndexForm, context: IndexScope): IndexElements {
  const [only] = parts.length === 1 ? parts : []
  const column = context.columns.get(only?.column ?? '')
  if (column && !unique && !lower && only?.prefix === null)
    return {ok: true, method: 'hash', elements: [quoteIdentifier(column.name)]}
  const elements = parts.flatMap(part => longElement(part, {unique, lower, parts}, context))
  return {ok: true, method: 'btree', elements}
}

function longElement(
  part: MysqlIndexPart,
  {unique, lower, parts}: Pick<IndexForm, 'lower' | 'parts' | 'unique'>,
  context: IndexScope,
): string[] {
  const column = context.columns.get(part.column ?? '')
  if (!column || column.longest === undefined) {
    const element = partElement(part, lower, context)
    return element.ok ? [element.sql] : []
  }

  if (unique) return [`md5(${columnElement(column, part.prefix, lower)})`]
  // A character has up to four bytes.
  const characters = Math.floor(ENTRY_BYTES / 4 / parts.length)
  return [columnElement(column, Math.min(part.prefix ?? Infinity, characters), lower)]
}

/** Types that Postgres has no order for. */
export function isComparable(type: string): boolean {
  return type !== 'json' && type !== 'point'
}

function partElement(part: MysqlIndexPart, lower: boolean, {columns, scope}: IndexScope): Translation {
  const order = part.descending ? ' DESC' : ''
  if (part.expression !== null) {
    const translated = translateExpression(part.expression, scope, {immutable: true})
    return translated.ok ? {ok: true, sql: `(${translated.sql})${order}`} : translated
  }

  const column = columns.get(part.column ?? '')
  if (!column) return {ok: false, reason: `there is no column ${part.column}`}
  if (!isComparable(column.type.type))
    return {ok: false, reason: `${column.type.type} has no order in Postgres`}
  return {ok: true, sql: `${columnElement(column, part.prefix, lower)}${order}`}
}

/** An index over the first characters (or bytes) of a column. */
function columnElement({name, type, rule}: ConvertedColumn, prefix: number | null, lower: boolean): string {
  const column =
    lower && rule.collation === 'lower-index' ? `lower(${quoteIdentifier(name)})` : quoteIdentifier(name)
  if (prefix === null) return column
  // What is cut out of citext is plain text.
  if (type.type === CITEXT) return `lower(left(${column}, ${prefix}))`
  if (type.type === 'bytea') return `substr(${column}, 1, ${prefix})`
  if (type.type === 'uuid') return column
  return `left(${type.type === 'jsonb' ? `(${column})::text` : column}, ${prefix})`
}

/** Longer texts would not fit in a tsvector, which ends at 1 MB. */
const SEARCHED_CHARACTERS = 200_000

/** One GIN index for all columns, like MATCH (a, b) in MySQL. */
function fulltextElement(columns: ConvertedColumn[]): string {
  const texts = columns.map(({name, type, source}) => {
    const isText = /^(?:text$|(?:var)?char\()/.test(type.type)
    const column = isText ? quoteIdentifier(name) : `(${quoteIdentifier(name)})::text`
    const long = ['longtext', 'mediumtext'].includes(source.dataType)
    return `coalesce(${long ? `left(${column}, ${SEARCHED_CHARACTERS})` : column}, '')`
  })
  return `to_tsvector('simple', ${texts.join(` || ' ' || `)})`
}

function spatialElements(columns: ConvertedColumn[]): IndexElements {
  return columns.every(({type}) => type.type === 'point')
    ? {ok: true, method: 'gist', elements: columns.map(({name}) => quoteIdentifier(name))}
    : {ok: false, reason: 'an index over geometry other than plain points needs the extension PostGIS'}
}
