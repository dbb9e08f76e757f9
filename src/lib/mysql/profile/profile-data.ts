import type {MysqlForeignKey, MysqlSchema, MysqlTable} from '../../core/mysql-schema.js'
import {duplicateSql} from '../../core/convert/indexes/rule-duplicates.js'
import {findColumn} from '../../core/convert/find-table.js'
import {duplicateQuestions} from '../../core/convert/indexes/duplicate-questions.js'
import {canBeTooWide} from '../../core/convert/wide-rows.js'
import {NOTHING_DECIDED, type ResolvedRules} from '../../core/rules/resolve-rules.js'
import {byName, type DataProfile, type EqualRows, type TableProfile} from '../../core/table-profile.js'

import {askQuestions, partSettled, questionsAbout} from './ask-questions.js'
import {askTable} from './ask-table.js'
import type {SqlSession} from '../connect.js'
import {countOrphans} from './count-orphans.js'
import {findDuplicates} from './find-duplicates.js'
import {qualifiedName} from '../qualified-name.js'
import type {RangeSize} from '../ranges/plan-ranges.js'
import {sharedSession} from '../shared-session.js'
import {sampleTable} from './sample-table.js'
import {addExamples} from './text-examples.js'
import {rowWidthSql} from './row-width-sql.js'

/** About as much as a connection counts in a second. */
const RANGE_SIZE: RangeSize = {bytes: 64 << 20, rows: 1_000_000}

const NOTHING_KNOWN: DataProfile = byName([])

export interface ProfileOptions {
  rules?: ResolvedRules
  /** About how much of a large table is asked about at once. */
  rangeSize?: RangeSize
  /** A profile of the same data some time before: it gives how many rows there are, and answers what need not be asked again. */
  earlier?: DataProfile
  /** Of tables with so many bytes of data only some rows are asked, where they can answer for all. */
  sampleFrom?: number
}

/**
 * Counts what the choice of Postgres types depends on: a pass over each table, made by the server, and one join for each
 * foreign key. The sessions share the work, the largest tables first and those in ranges of about `rangeSize`; what they see
 * is what their snapshot holds.
 */
export async function profileData(
  sessions: readonly SqlSession[],
  schema: MysqlSchema,
  {
    rules = NOTHING_DECIDED,
    rangeSize = RANGE_SIZE,
    earlier = NOTHING_KNOWN,
    sampleFrom = Infinity,
  }: ProfileOptions = {},
): Promise<DataProfile> {
  const session = sharedSession(sessions)
  const largestFirst = schema.tables.toSorted((one, other) => other.dataBytes - one.dataBytes)
  const profiles = await Promise.all(
    largestFirst.map(async table => {
      const isLarge = table.dataBytes >= sampleFrom
      const known = async (): Promise<TableProfile | undefined> =>
        isLarge ? sampleTable(session, schema, table, rules) : earlier[table.name]
      const [profile, orphans] = await Promise.all([
        known().then(async before =>
          profileTable({session, rangeSize}, schema, table, {rules, earlier: before}),
        ),
        profileKeys(session, schema, table, {rules, earlier: earlier[table.name]}),
      ])
      return [table.name, {...profile, orphans}] as const
    }),
  )
  const found = new Map(profiles)
  return byName(schema.tables.map(({name}) => [name, found.get(name)!]))
}

/** How the rest of the profile is made, besides where. */
interface TableOptions {
  rules: ResolvedRules
  earlier: TableProfile | undefined
}

/** Postgres itself refuses a key that lacks a parent which was there before. */
async function profileKeys(
  session: SqlSession,
  schema: MysqlSchema,
  table: MysqlTable,
  {rules, earlier}: TableOptions,
): Promise<TableProfile['orphans']> {
  const {database} = schema
  const counts = ownKeys(schema, table).map(async key => {
    const known = earlier?.orphans[key.name]
    if (known !== undefined) return [key.name, known] as const
    const reference = {table, key, ignoresCase: ignoresCase(table, rules)}
    return [key.name, await countOrphans(session, database, reference)] as const
  })
  return byName(await Promise.all(counts))
}

async function profileTable(
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

/** By unique key. Ranges of a table cannot be asked for these on their own: equal rows may stand in two of them. */
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
