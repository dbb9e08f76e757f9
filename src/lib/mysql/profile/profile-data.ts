import type {MysqlForeignKey, MysqlSchema, MysqlTable} from '../../core/mysql-schema.js'
import {duplicateSql} from '../../core/convert/indexes/rule-duplicates.js'
import {findColumn} from '../../core/convert/find-table.js'
import {duplicateQuestions} from '../../core/convert/indexes/duplicate-questions.js'
import {canBeTooWide} from '../../core/convert/wide-rows.js'
import {NOTHING_DECIDED, type ResolvedRules} from '../../core/rules/resolve-rules.js'
import {byName, type DataProfile, type EqualRows, type TableProfile} from '../../core/table-profile.js'

import {type Ask, askQuestions, questionsAbout} from './ask-questions.js'
import type {SqlSession} from '../connect.js'
import {countOrphans} from './count-orphans.js'
import {findDuplicates} from './find-duplicates.js'
import {qualifiedName} from '../qualified-name.js'
import {shareTasks} from './share-tasks.js'
import {addExamples} from './text-examples.js'
import {rowWidthSql} from './row-width-sql.js'

/**
 * Counts what the choice of Postgres types depends on: a pass over each table, made by the server, and one join for each
 * foreign key. The sessions share the work, the largest tables first; what they see is what their snapshot holds.
 */
export async function profileData(
  sessions: readonly SqlSession[],
  schema: MysqlSchema,
  rules: ResolvedRules = NOTHING_DECIDED,
): Promise<DataProfile> {
  const profiles = new Map<string, TableProfile>()
  const orphans = new Map<string, Map<string, number>>()
  const largestFirst = schema.tables.toSorted((one, other) => other.dataBytes - one.dataBytes)
  await shareTasks(sessions, [
    ...largestFirst.map(table => async (session: SqlSession) => {
      profiles.set(table.name, await profileTable(session, schema, table, rules))
    }),
    ...largestFirst.flatMap(table =>
      ownKeys(schema, table).map(key => async (session: SqlSession) => {
        const count = await countOrphans(session, schema.database, {
          table,
          key,
          ignoresCase: ignoresCase(table, rules),
        })
        orphans.set(table.name, (orphans.get(table.name) ?? new Map<string, number>()).set(key.name, count))
      }),
    ),
  ])
  return byName(
    schema.tables.map(({name}) => [name, {...profiles.get(name)!, orphans: byName(orphans.get(name) ?? [])}]),
  )
}

async function profileTable(
  session: SqlSession,
  {database, server}: MysqlSchema,
  table: MysqlTable,
  rules: ResolvedRules,
): Promise<TableProfile> {
  const from = qualifiedName(database, table.name)
  const keys = Object.entries(duplicateSql(table, rules))
  const {columns, others} = await askQuestions(asking(session, from), questionsAbout(table, rules, server), [
    'COUNT(*)',
    ...keys.map(([, sql]) => sql),
  ])
  const [rows = 0, ...duplicates] = others
  await addExamples(session, database, table, columns)
  const equalRows: [index: string, found: EqualRows][] = []
  const known = byName(columns)
  for (const question of duplicateQuestions(table, server, rules, known))
    equalRows.push([question.index, await findDuplicates(session, from, question)])
  return {
    rows,
    columns: known,
    equalRows: byName(equalRows),
    orphans: {},
    duplicates: byName(keys.map(([key], at) => [key, duplicates[at] ?? 0])),
    ...(canBeTooWide(table) ? {widestRow: await widestRow(session, from, table)} : {}),
    ...(table.systemVersioned ? {history: await countHistory(session, from)} : {}),
  }
}

function asking(session: SqlSession, from: string): Ask {
  return async aggregates => {
    const distinct = [...new Set(aggregates)]
    const [answers] = await session.query<Record<string, number | string | null>>(
      `SELECT ${distinct.map((sql, at) => `${sql} AS a${at}`).join(', ')} FROM ${from}`,
      `profile the table ${from}`,
    )
    return new Map(distinct.map((sql, at) => [sql, answers?.[`a${at}`] ?? null]))
  }
}

async function widestRow(session: SqlSession, from: string, table: MysqlTable): Promise<number> {
  const [answer] = await session.query<{bytes: number | string}>(
    `SELECT ${rowWidthSql(table)} AS bytes FROM ${from}`,
    `measure the rows of ${from}`,
  )
  return Number(answer?.bytes ?? 0)
}

/** Rows that were changed or deleted, as they were before. */
async function countHistory(session: SqlSession, from: string): Promise<number> {
  const [answer] = await session.query<{history: number | string}>(
    `SELECT (SELECT COUNT(*) FROM ${from} FOR SYSTEM_TIME ALL) - (SELECT COUNT(*) FROM ${from}) AS history`,
    `count the history of ${from}`,
  )
  return Number(answer?.history ?? 0)
}

/** A parent in another database is not read: the key cannot go over anyway. */
function ownKeys({database}: MysqlSchema, {foreignKeys}: MysqlTable): MysqlForeignKey[] {
  return foreignKeys.filter(({parentDatabase}) => parentDatabase === database)
}

function ignoresCase(table: MysqlTable, rules: ResolvedRules): (column: string) => boolean {
  return name => {
    const column = findColumn(table, name)
    const choice = column && rules.column(column).collation
    return choice === 'citext' || choice === 'ignore-case'
  }
}
