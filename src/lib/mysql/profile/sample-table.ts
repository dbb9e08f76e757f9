import {isAnsweredBySample} from '../../core/convert/is-answered-by-sample.js'
import type {MysqlSchema, MysqlTable} from '../../core/mysql-schema.js'
import type {ResolvedRules} from '../../core/rules/resolve-rules.js'
import {byName, type ColumnProfile, type TableProfile} from '../../core/table-profile.js'
import type {SqlSession} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'
import {planRanges, type RangeSize} from '../ranges/plan-ranges.js'
import type {RowRange} from '../ranges/row-range.js'
import {askQuestions, type AskedQuestion, questionsAbout} from './ask-questions.js'
import {askRange, type Ask} from './ask-table.js'

/** Reading this takes some hundredths of a second. */
const SAMPLE_SIZE: RangeSize = {bytes: 4 << 20, rows: 10_000}

/**
 * Profiles the first rows of a large table and counts all of them; the result is used like an earlier profile. It answers only
 * questions that a sample may answer, and only if no row of the sample is counted. Undefined if all rows should be profiled.
 */
export async function sampleTable(
  session: SqlSession,
  {database, server}: MysqlSchema,
  table: MysqlTable,
  rules: ResolvedRules,
): Promise<TableProfile | undefined> {
  const range = await firstRange(session, database, table)
  if (!range) return undefined
  const asked = questionsAbout(table, rules, server).filter(({column, question}) =>
    isAnsweredBySample(question, column, rules.column(column)),
  )
  const [columns, rows] = await Promise.all([
    sampleColumns(askRange(session, database, table, range), asked),
    countAll(session, database, table),
  ])
  return {rows, columns, orphans: {}}
}

async function sampleColumns(
  ask: Ask,
  asked: readonly AskedQuestion[],
): Promise<Record<string, ColumnProfile>> {
  const {columns} = await askQuestions(ask, asked, 0)
  const found = [...columns].map(([name, answers]) => {
    // The least and the greatest value choose a type, whose encoder refuses values beyond it.
    const clean = Object.entries(answers).filter(
      ([question, answer]) => question === 'min' || question === 'max' || answer === 0,
    )
    return [name, {...(Object.fromEntries(clean) as ColumnProfile), sampled: true as const}] as const
  })
  return byName(found)
}

async function firstRange(
  session: SqlSession,
  database: string,
  table: MysqlTable,
): Promise<RowRange | undefined> {
  const first = await planRanges(session, database, {table, rows: table.rowEstimate}, SAMPLE_SIZE).next()
  return first.value ?? undefined
}

async function countAll(session: SqlSession, database: string, {name}: MysqlTable): Promise<number> {
  const [answer] = await session.query<{n: number | string}>(
    `SELECT COUNT(*) AS n FROM ${qualifiedName(database, name)}`,
    `count the rows of ${name}`,
  )
  return Number(answer?.n ?? 0)
}
