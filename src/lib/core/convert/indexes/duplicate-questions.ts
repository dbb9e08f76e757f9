import {findColumn} from '../find-table.js'
import {isText} from '../text/column-collations.js'
import {collationLikeIcu, collationLikeLower} from '../text/icu-collations.js'
import type {MysqlColumn, MysqlIndex, MysqlServer, MysqlTable} from '../../mysql-schema.js'
import type {ResolvedRules} from '../../rules/resolve-rules.js'
import type {ColumnProfile} from '../../table-profile.js'

/** A unique key whose rows may be distinct in MySQL and equal in Postgres. */
export interface DuplicateQuestion {
  /** MySQL name of the index. */
  index: string
  parts: DuplicatePart[]
}

export interface DuplicatePart {
  column: MysqlColumn
  /** Only so many characters belong to the key. */
  prefix: number | null
  /** What makes values equal: a collation of the server, their characters in UTF-8 (where bytes that are none are all one), or their bytes. */
  equal: {by: 'bytes'} | {by: 'characters'} | {by: 'collation'; collation: string}
}

/**
 * The unique keys whose rows have to be compared: a rule makes their text equal more often than MySQL does, or they hold
 * bytes that are no character. A key over text that MySQL compares without case is not broken by Postgres, which tells
 * more apart.
 */
export function duplicateQuestions(
  table: MysqlTable,
  server: MysqlServer,
  rules: ResolvedRules,
  profile: Record<string, ColumnProfile>,
): DuplicateQuestion[] {
  return table.indexes.flatMap(index => {
    const parts = index.unique
      ? partsOf(table, index, column => equality(column, server, rules, profile))
      : []
    return parts.some(({equal}) => equal.by !== 'bytes') ? [{index: index.name, parts}] : []
  })
}

function partsOf(
  table: MysqlTable,
  index: MysqlIndex,
  equalOf: (column: MysqlColumn) => DuplicatePart['equal'],
): DuplicatePart[] {
  return index.parts.flatMap(({column: name, prefix}) => {
    const column = findColumn(table, name ?? '')
    if (!column) return []
    return [{column, prefix, equal: isText(table, column) ? equalOf(column) : {by: 'bytes'}}]
  })
}

function equality(
  column: MysqlColumn,
  server: MysqlServer,
  rules: ResolvedRules,
  profile: Record<string, ColumnProfile>,
): DuplicatePart['equal'] {
  const {collation} = rules.column(column)
  if (collation === 'ignore-case') return {by: 'collation', collation: collationLikeIcu(column, server)}
  if (collation === 'citext' || collation === 'lower-index')
    return {by: 'collation', collation: collationLikeLower(server)}
  return {by: (profile[column.name]?.lostCharacters ?? 0) > 0 ? 'characters' : 'bytes'}
}
