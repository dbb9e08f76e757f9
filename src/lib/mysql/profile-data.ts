import type {MysqlForeignKey, MysqlSchema, MysqlTable} from '../core/mysql-schema.js'
import {typeRule} from '../core/convert/column-types.js'
import {duplicateSql} from '../core/convert/rule-duplicates.js'
import {profileQuestions} from '../core/convert/profile-questions.js'
import {findColumn} from '../core/convert/find-table.js'
import {duplicateQuestions} from '../core/convert/duplicate-questions.js'
import {canBeTooWide} from '../core/convert/wide-rows.js'
import {NOTHING_DECIDED, type ResolvedRules} from '../core/rules/resolve-rules.js'
import {
  byName,
  type ColumnProfile,
  type DataProfile,
  type EqualRows,
  type TableProfile,
} from '../core/table-profile.js'

import type {SourceConnection} from './connect.js'
import {countOrphans} from './count-orphans.js'
import {findDuplicates} from './find-duplicates.js'
import {qualifiedName} from './qualified-name.js'
import {addExamples} from './text-examples.js'
import {answerToValue, questionSql} from './question-sql.js'
import {rowWidthSql} from './row-width-sql.js'

/**
 * Counts what the choice of Postgres types depends on: one pass over each table, made by the server,
 * and one join for each foreign key. What it sees is what the connection's snapshot holds.
 */
export async function profileData(
  connection: SourceConnection,
  schema: MysqlSchema,
  rules: ResolvedRules = NOTHING_DECIDED,
): Promise<DataProfile> {
  const profiles: [table: string, profile: TableProfile][] = []
  for (const table of schema.tables)
    profiles.push([table.name, await profileTable(connection, schema, table, rules)])
  return byName(profiles)
}

async function profileTable(
  connection: SourceConnection,
  {database, server}: MysqlSchema,
  table: MysqlTable,
  rules: ResolvedRules,
): Promise<TableProfile> {
  const asked = Object.entries(profileQuestions(table, rules)).flatMap(([column, questions]) =>
    questions.map(question => ({column: table.columns.find(({name}) => name === column)!, question})),
  )
  const values = asked.map(({column, question}, at) => {
    const {misfit} = typeRule(table, column, rules.column(column))
    return `${questionSql(column, question, misfit)} AS a${at}`
  })
  const keys = Object.entries(duplicateSql(table, rules))
  const from = qualifiedName(database, table.name)
  const [answers] = await connection.query<Record<string, number | string | null>>(
    `SELECT ${['COUNT(*) AS n', ...values, ...keys.map(([, sql], at) => `${sql} AS d${at}`)].join(', ')} FROM ${from}`,
    `profile table ${table.name}`,
  )
  const columns = new Map<string, ColumnProfile>()
  for (const [at, {column, question}] of asked.entries()) {
    const answer = answerToValue(question, answers?.[`a${at}`] ?? null)
    columns.set(column.name, {...columns.get(column.name), [question]: answer})
  }

  await addExamples(connection, database, table, columns)
  const equalRows: [index: string, found: EqualRows][] = []
  const known = byName(columns)
  for (const question of duplicateQuestions(table, server, rules, known))
    equalRows.push([question.index, await findDuplicates(connection, from, question)])
  return {
    rows: Number(answers?.n ?? 0),
    columns: known,
    equalRows: byName(equalRows),
    orphans: await orphansOf(connection, database, table, rules),
    duplicates: byName(keys.map(([key], at) => [key, Number(answers?.[`d${at}`] ?? 0)])),
    ...(canBeTooWide(table) ? {widestRow: await widestRow(connection, from, table)} : {}),
    ...(table.systemVersioned ? {history: await countHistory(connection, from)} : {}),
  }
}

async function widestRow(connection: SourceConnection, from: string, table: MysqlTable): Promise<number> {
  const [answer] = await connection.query<{bytes: number | string}>(
    `SELECT ${rowWidthSql(table)} AS bytes FROM ${from}`,
    `measure the rows of ${from}`,
  )
  return Number(answer?.bytes ?? 0)
}

/** Rows that were changed or deleted, as they were before. */
async function countHistory(connection: SourceConnection, from: string): Promise<number> {
  const [answer] = await connection.query<{history: number | string}>(
    `SELECT (SELECT COUNT(*) FROM ${from} FOR SYSTEM_TIME ALL) - (SELECT COUNT(*) FROM ${from}) AS history`,
    `count the history of ${from}`,
  )
  return Number(answer?.history ?? 0)
}

async function orphansOf(
  connection: SourceConnection,
  database: string,
  table: MysqlTable,
  rules: ResolvedRules,
): Promise<Record<string, number>> {
  const orphans: [name: string, count: number][] = []
  // A parent in another database is not read: the key cannot go over anyway.
  const isOwn = ({parentDatabase}: MysqlForeignKey): boolean => parentDatabase === database
  const ignoresCase = (name: string): boolean => {
    const column = findColumn(table, name)
    const choice = column && rules.column(column).collation
    return choice === 'citext' || choice === 'ignore-case'
  }

  for (const key of table.foreignKeys.filter(isOwn))
    orphans.push([key.name, await countOrphans(connection, database, table.name, key, ignoresCase)])
  return byName(orphans)
}
