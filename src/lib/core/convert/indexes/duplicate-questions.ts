import {findColumn} from '../find-table.js'
import {isText} from '../text/column-collations.js'
import {collationLikeIcu, collationLikeLower} from '../text/icu-collations.js'
import {holdsSurrogates} from '../text/text-charsets.js'
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
  /** Only this many characters belong to the key. */
  prefix: number | null
  /**
   * By what values are equal: a collation of the server; their characters in UTF-8, where all bytes that are not a character are
   * the same one, and NUL is what it becomes in keys; those characters without surrogates; or their bytes.
   */
  equal:
    {by: 'bytes'} | {by: 'characters'} | {by: 'collation'; collation: string} | {by: 'other-than-surrogates'}
}

/**
 * The unique keys whose rows have to be compared: a rule makes more of their texts equal than MySQL does, or they hold NUL bytes
 * or bytes that are not a character. A case-insensitive key of MySQL needs no comparison: fewer of its texts are equal in Postgres.
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
  const {lostCharacters = 0, nulBytes = 0} = profile[column.name] ?? {}
  if (lostCharacters > 0 && holdsSurrogates(column.charset)) return {by: 'other-than-surrogates'}
  return {by: lostCharacters > 0 || nulBytes > 0 ? 'characters' : 'bytes'}
}
