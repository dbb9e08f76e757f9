import {isText} from './column-collations.js'
import {repairedText} from './double-encoding.js'
import {collationLikeIcu, collationLikeLower} from './icu-collations.js'
import type {MysqlColumn, MysqlIndex, MysqlServer, MysqlTable} from '../mysql-schema.js'
import {quoteMysqlIdentifier} from '../quote.js'
import type {ResolvedRules} from '../rules/resolve-rules.js'
import type {ColumnProfile} from '../table-profile.js'

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
  /** What makes values equal: a collation of the server, the text that a MySQL expression makes of them, or nothing but their bytes. */
  equal: {by: 'bytes'} | {by: 'collation'; collation: string} | {by: 'text'; select: string}
}

/**
 * The unique keys whose rows have to be compared: a rule makes their text equal more often than MySQL does, or texts arrive
 * otherwise than they are, repaired or without what is no character. A key over text that MySQL compares without case is not broken by Postgres, which tells more apart.
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
    const column = table.columns.find(found => found.name === name)
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
  const {collation, repair} = rules.column(column)
  const {doublyEncoded = 0, lostCharacters = 0} = profile[column.name] ?? {}
  if (collation === 'ignore-case') return {by: 'collation', collation: collationLikeIcu(column, server)}
  if (collation === 'citext' || collation === 'lower-index')
    return {by: 'collation', collation: collationLikeLower(server)}
  const name = quoteMysqlIdentifier(column.name)
  if (repair && doublyEncoded > 0) return {by: 'text', select: repairedText(name)}
  return lostCharacters > 0 ? {by: 'text', select: name} : {by: 'bytes'}
}
