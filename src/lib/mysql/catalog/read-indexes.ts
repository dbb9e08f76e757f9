import type {MysqlIndex, MysqlIndexPart, MysqlServer} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import {expressionText} from './expression-text.js'

/** Reads the indexes of all tables, by table name, the primary key as `PRIMARY`. */
export async function readIndexes(catalog: Catalog, server: MysqlServer): Promise<Map<string, MysqlIndex[]>> {
  const rows = await catalog.read<IndexRow>('statistics', INDEX_FIELDS)
  const indexesOf = new Map<string, Map<string, MysqlIndex>>()
  for (const row of rows.toSorted((a, b) => Number(a.position) - Number(b.position))) {
    const indexes = indexesOf.get(row.tableName) ?? new Map<string, MysqlIndex>()
    const index = indexes.get(row.name) ?? toIndex(row)
    index.parts.push(toPart(row, index, server))
    indexesOf.set(row.tableName, indexes.set(row.name, index))
  }

  return new Map([...indexesOf].map(([table, indexes]) => [table, [...indexes.values()].sort(primaryFirst)]))
}

interface IndexRow {
  tableName: string
  name: string
  nonUnique: number
  position: number
  column: string | null
  collation: string | null
  prefix: number | null
  type: string
  comment: string
  visible: string | null
  ignored: string | null
  expression: string | null
}

const INDEX_FIELDS: Record<keyof IndexRow, string> = {
  tableName: 'table_name',
  name: 'index_name',
  nonUnique: 'non_unique',
  position: 'seq_in_index',
  column: 'column_name',
  collation: 'collation',
  prefix: 'sub_part',
  type: 'index_type',
  comment: 'index_comment',
  visible: 'is_visible',
  ignored: 'ignored',
  expression: 'expression',
}

function toIndex(row: IndexRow): MysqlIndex {
  return {
    name: row.name,
    kind: KINDS[row.type.toUpperCase()] ?? 'btree',
    unique: Number(row.nonUnique) === 0,
    visible: row.visible !== 'NO' && row.ignored !== 'YES',
    comment: row.comment,
    parts: [],
  }
}

const KINDS: Record<string, MysqlIndex['kind']> = {
  BTREE: 'btree',
  FULLTEXT: 'fulltext',
  HASH: 'hash',
  RTREE: 'spatial',
  SPATIAL: 'spatial',
  VECTOR: 'vector',
}

function toPart(row: IndexRow, {kind}: MysqlIndex, server: MysqlServer): MysqlIndexPart {
  return {
    column: row.column,
    expression: row.expression === null ? null : expressionText(server, row.expression),
    // The prefix of a spatial index is the size of its boxes.
    prefix: row.prefix === null || kind === 'spatial' ? null : Number(row.prefix),
    descending: row.collation === 'D',
  }
}

/** MySQL does not list indexes in a reliable order. */
function primaryFirst(a: MysqlIndex, b: MysqlIndex): number {
  if (a.name === 'PRIMARY' || b.name === 'PRIMARY') return a.name === 'PRIMARY' ? -1 : 1
  return a.name < b.name ? -1 : 1
}
