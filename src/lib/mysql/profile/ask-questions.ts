import {isAskedOnce} from '../../core/convert/is-asked-once.js'
import {typeRule} from '../../core/convert/columns/column-types.js'
import {profileQuestions, type ProfileQuestion} from '../../core/convert/profile-questions.js'
import {findColumn} from '../../core/convert/find-table.js'
import type {MysqlColumn, MysqlServer, MysqlTable} from '../../core/mysql-schema.js'
import type {ResolvedRules} from '../../core/rules/resolve-rules.js'
import {type ColumnProfile, isTextQuestion, type TableProfile} from '../../core/table-profile.js'

import type {Aggregate, Ask} from './ask-table.js'
import {answerToValue, questionSql} from './question-sql.js'
import {textFindingsSql} from './text-findings-sql.js'

/** A question about a column of a table. */
export interface AskedQuestion {
  column: MysqlColumn
  question: ProfileQuestion
  /** The aggregate that answers it. */
  sql: string
  /** A cheaper aggregate, shared with other questions, whose answer may show that there is nothing to count. */
  before?: {sql: string; leavesOpen: (answer: number) => boolean}
}

/** The questions that have to be asked about a table. */
export function questionsAbout(
  table: MysqlTable,
  rules: ResolvedRules,
  server: MysqlServer,
): AskedQuestion[] {
  return Object.entries(profileQuestions(table, rules)).flatMap(([name, questions]) => {
    const column = findColumn(table, name)!
    const {misfit} = typeRule(table, column, rules.column(column))
    return questions.map(question => ({
      column,
      question,
      sql: questionSql(column, question, misfit),
      before: questionBefore(column, question, {questions, server}),
    }))
  })
}

/** Splits questions into those that must be asked and those that an earlier profile has answered, with these answers. */
export function partSettled(
  asked: readonly AskedQuestion[],
  earlier: TableProfile['columns'],
  rules: ResolvedRules,
): {open: AskedQuestion[]; settled: Map<string, ColumnProfile>} {
  const isSettled = ({column, question}: AskedQuestion): boolean =>
    earlier[column.name]?.[question] !== undefined && isAskedOnce(question, column, rules.column(column))
  const settled = new Map<string, ColumnProfile>()
  for (const {column, question} of asked.filter(isSettled)) {
    const {examples, sampled, [question]: answer} = earlier[column.name]!
    settled.set(column.name, {
      ...settled.get(column.name),
      [question]: answer,
      ...(examples && {examples}),
      ...(sampled && {sampled}),
    })
  }
  return {open: asked.filter(one => !isSettled(one)), settled}
}

/**
 * Counts the rows, unless their number is known, and asks all questions in one pass over the table; a second pass counts what
 * the cheaper questions left open, which is nothing for most tables.
 */
export async function askQuestions(
  ask: Ask,
  asked: readonly AskedQuestion[],
  knownRows?: number,
): Promise<{columns: Map<string, ColumnProfile>; rows: number}> {
  const aggregates = [
    ...(knownRows === undefined ? [ROWS] : []),
    ...asked.map(question => firstAsked(question)),
  ]
  const first = await ask(aggregates)
  const isOpen = ({before}: AskedQuestion): boolean =>
    before?.leavesOpen(Number(first.get(before.sql))) ?? false
  const open = asked.filter(isOpen)
  const second = open.length === 0 ? first : await ask(open.map(question => aggregate(question)))
  const columns = new Map<string, ColumnProfile>()
  for (const {column, question, sql, before} of asked) {
    const answer = before ? (second.get(sql) ?? 0) : (first.get(sql) ?? null)
    columns.set(column.name, {...columns.get(column.name), [question]: answerToValue(question, answer)})
  }
  return {columns, rows: knownRows ?? Number(first.get(ROWS.sql))}
}

const ROWS: Aggregate = {sql: 'COUNT(*)', join: 'sum'}
const JOINS: Partial<Record<ProfileQuestion, Aggregate['join']>> = {
  longest: 'greatest',
  max: 'greatest',
  min: 'least',
}

function aggregate({sql, question}: AskedQuestion): Aggregate {
  return {sql, join: JOINS[question] ?? 'sum'}
}

/** The cheaper aggregate before a question about texts is a set of bits, before any other question a count. */
function firstAsked(asked: AskedQuestion): Aggregate {
  if (!asked.before) return aggregate(asked)
  return {sql: asked.before.sql, join: isTextQuestion(asked.question) ? 'union' : 'sum'}
}

function questionBefore(
  column: MysqlColumn,
  question: ProfileQuestion,
  {questions, server}: {questions: readonly ProfileQuestion[]; server: MysqlServer},
): AskedQuestion['before'] {
  if (question === 'partialDates')
    return {sql: questionSql(column, 'zeroDates'), leavesOpen: zeroDates => zeroDates > 0}
  const texts = questions.filter(isTextQuestion)
  if (!isTextQuestion(question) || texts.length === 1) return undefined
  const bit = 1 << texts.indexOf(question)
  return {sql: textFindingsSql(column, texts, server), leavesOpen: findings => (findings & bit) !== 0}
}
