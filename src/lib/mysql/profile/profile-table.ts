import {duplicateQuestions} from '../../core/convert/indexes/duplicate-questions.js'
import {duplicateSql} from '../../core/convert/indexes/rule-duplicates.js'
import {canBeTooWide} from '../../core/convert/wide-rows.js'
import type {MysqlSchema, MysqlTable} from '../../core/mysql-schema.js'
import type {ResolvedRules} from '../../core/rules/resolve-rules.js'
import {byName, type EqualRows, type TableProfile} from '../../core/table-profile.js'
import type {SqlSession} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'
import type {RangeSize} from '../ranges/plan-ranges.js'
import {askQuestions, partSettled, questionsAbout} from './ask-questions.js'
import {askTable} from './ask-table.js'
import {findDuplicates} from './find-duplicates.js'
import {rowWidthSql} from './row-width-sql.js'
import {addExamples} from './text-examples.js'

/** How a table's profile is made. */
export interface TableOptions {
  rules: ResolvedRules
  /** What an earlier profile or a sample says about the table. */
  earlier: TableProfile | undefined
}

/** Counts what the types and keys of a table depend on, in ranges of about `rangeSize`. */
export async function profileTable(
  {session, rangeSize}: {session: SqlSession; rangeSize: RangeSize},
  {database, server}: MysqlSchema,
  table: MysqlTable,
  {rules, earlier}: TableOptions,
): Promise<Omit<TableProfile, 'orphans'>> {
  const from = qualifiedName(database, table.name)
  const ask = askTable(session, database, table, rangeSize)
  const asked = questionsAbout(table, rules, server)
  const {open, settled} = partSettled(asked, earlier?.columns ?? {}, rules)
  const {columns, rows} = await askQuestions(ask, open, earlier?.rows)
  await addExamples(session, database, table, columns)
  for (const [name, answers] of settled) columns.set(name, {...answers, ...columns.get(name)})
  const equalRows: [index: string, found: EqualRows][] = []
  const known = byName(columns)
  for (const question of duplicateQuestions(table, server, rules, known))
    equalRows.push([question.index, await findDuplicates(session, from, question)])
  return {
    rows,
    columns: known,
    equalRows: byName(equalRows),
    duplicates: await countDuplicates(session, from, duplicateSql(table, rules)),
    ...(canBeTooWide(table) ? {widestRow: await widestRow(session, from, table)} : {}),
    ...(table.systemVersioned ? {history: await countHistory(session, from)} : {}),
  }
}

/** By unique key. These cannot be counted range by range: equal rows may be in different ranges. */
async function countDuplicates(
  session: SqlSession,
  from: string,
  aggregates: Record<string, string>,
): Promise<Record<string, number>> {
  const counts = Object.entries(aggregates).map(async ([key, sql]) => {
    const [answer] = await session.query<{equal: number | string}>(
      `SELECT ${sql} AS equal FROM ${from}`,
      `look for rows of ${from} that rules make equal`,
    )
    return [key, Number(answer?.equal ?? 0)] as const
  })
  return byName(await Promise.all(counts))
}

async function widestRow(session: SqlSession, from: string, table: MysqlTable): Promise<number> {
  const [answer] = await session.query<{bytes: number | string}>(
    `SELECT ${rowWidthSql(table)} AS bytes FROM ${from}`,
    `measure the rows of ${from}`,
  )
  return Number(answer?.bytes ?? 0)
}

/** Earlier versions of rows that were changed or deleted. */
async function countHistory(session: SqlSession, from: string): Promise<number> {
  const [answer] = await session.query<{history: number | string}>(
    `SELECT (SELECT COUNT(*) FROM ${from} FOR SYSTEM_TIME ALL) - (SELECT COUNT(*) FROM ${from}) AS history`,
    `count the history of ${from}`,
  )
  return Number(answer?.history ?? 0)
}
