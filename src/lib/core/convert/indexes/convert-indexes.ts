import type {SchemaNames} from '../assign-names.js'
import type {ConvertedColumn} from '../columns/convert-columns.js'
import type {Hazard} from '../../hazard.js'
import {fulltextNote, indexHazard, invisibleNote, longValueNote, prefixKeyNote} from './index-hazards.js'
import {duplicateHazard} from '../text/collation-hazards.js'
import {indexForms, type FormContext, type IndexForm} from './index-forms.js'
import {indexElements, isComparable, type IndexScope} from './index-elements.js'
import {isTooLong, wholeKey} from './long-values.js'
import type {MysqlIndex, MysqlIndexPart} from '../../mysql-schema.js'
import type {PostgresIndex, PostgresKey} from '../../postgres-schema.js'

/** What became of a table's keys and indexes. */
export interface ConvertedIndexes {
  primaryKey: PostgresKey | null
  uniqueKeys: PostgresKey[]
  indexes: PostgresIndex[]
  hazards: Hazard[]
}

/** A table's indexes, its MySQL and Postgres names, and how its index parts become SQL. */
export interface IndexContext extends FormContext, IndexScope {
  indexes: readonly MysqlIndex[]
  source: string
  target: string
  names: SchemaNames
}

/**
 * Converts keys and indexes: over plain columns a unique key is a constraint, over expressions or first characters
 * a unique index, which a primary key over first characters gets besides. NULLs are distinct in both databases.
 */
export function convertIndexes(context: IndexContext): ConvertedIndexes {
  const result: ConvertedIndexes = {primaryKey: null, uniqueKeys: [], indexes: [], hazards: []}
  for (const index of context.indexes) {
    const found = context.equalRows[index.name]
    if (found?.groups) result.hazards.push(duplicateHazard(`${context.source}.${index.name}`, index, found))
    for (const form of indexForms(index, context)) addIndex(result, form, context)
  }

  return result
}

function addIndex(result: ConvertedIndexes, index: IndexForm, context: IndexContext): void {
  const where = `${context.source}.${index.name}`
  if (!index.visible) result.hazards.push(invisibleNote(where))
  if (index.kind === 'fulltext') result.hazards.push(fulltextNote(where))
  if (isTooLong(index, context.columns)) result.hazards.push(longValueNote(where, index))
  const key = keyColumns(wholeKey(index), context)
  if (key) addKey(result, index, key, context)
  if (index.name === 'PRIMARY' && hasPrefix(index)) result.hazards.push(prefixKeyNote(where, key !== null))
  else if (key) return
  const found = indexElements(index, context)
  if (!found.ok) {
    result.hazards.push(indexHazard(where, index, found.reason))
    return
  }

  const {method, elements} = found
  const {unique, comment} = index
  const name = key ? context.names.claim(`${context.target}_prefix_key`) : indexName(index, context)
  result.indexes.push({name, unique, method, elements, comment: key ? '' : comment})
}

function hasPrefix({parts}: MysqlIndex): boolean {
  return parts.some(({prefix}) => prefix !== null)
}

/** A primary key whose columns have to take NULL becomes a unique key. */
function addKey(
  result: ConvertedIndexes,
  index: MysqlIndex,
  columns: ConvertedColumn[],
  context: IndexContext,
): void {
  const {comment} = index
  const key = {name: indexName(index, context), columns: columns.map(({name}) => name), comment}
  if (index.name === 'PRIMARY' && columns.every(({type}) => !type.takesNull)) result.primaryKey = key
  else result.uniqueKeys.push(key)
}

function indexName({name}: MysqlIndex, {names, target}: IndexContext): string {
  return name === 'PRIMARY' ? names.claim(`${target}_pkey`) : names.claimIndex(target, name)
}

/** The columns of a key that can be a constraint; null for everything that has to be an index. */
function keyColumns(index: IndexForm, {columns}: IndexContext): ConvertedColumn[] | null {
  if (!index.unique || index.lower || isTooLong(index, columns)) return null
  const found = index.parts.map(part => plainColumn(index, part, columns))
  return found.every(column => column !== null) ? found : null
}

/** A constraint has no directions: a primary key loses them, a unique key with one becomes an index. */
function plainColumn(
  {name}: MysqlIndex,
  part: MysqlIndexPart,
  columns: IndexContext['columns'],
): ConvertedColumn | null {
  if (part.column === null || part.prefix !== null) return null
  if (part.descending && name !== 'PRIMARY') return null
  const column = columns.get(part.column)
  return column && isComparable(column.type.type) ? column : null
}
