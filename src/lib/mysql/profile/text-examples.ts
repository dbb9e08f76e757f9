import {singlyEncoded} from '../../core/convert/text/double-encoding.js'
import type {MysqlColumn, MysqlTable} from '../../core/mysql-schema.js'
import {quoteMysqlIdentifier} from '../../core/quote.js'
import {
  type ColumnProfile,
  TEXT_QUESTIONS,
  type TextExample,
  type TextQuestion,
} from '../../core/table-profile.js'

import type {SqlSession} from '../connect.js'
import {qualifiedName} from '../qualified-name.js'
import {textCondition} from './text-conditions.js'

/** Adds the first text that was counted to each column in which a question about texts counted some. */
export async function addExamples(
  session: SqlSession,
  database: string,
  table: MysqlTable,
  profiles: Map<string, ColumnProfile>,
): Promise<void> {
  for (const column of table.columns) {
    const profile = profiles.get(column.name)
    for (const question of TEXT_QUESTIONS.filter(asked => (profile?.[asked] ?? 0) > 0)) {
      const example = await firstExample(session, qualifiedName(database, table.name), {
        table,
        column,
        question,
      })
      profiles.set(column.name, {
        ...profiles.get(column.name),
        examples: {...profiles.get(column.name)?.examples, [question]: example},
      })
    }
  }
}

const SHOWN_CHARACTERS = 40

interface Asked {
  table: MysqlTable
  column: MysqlColumn
  question: TextQuestion
}

interface ExampleRow extends Record<string, string | null> {
  before: string | null
  after: string | null
}

async function firstExample(
  session: SqlSession,
  from: string,
  {table, column, question}: Asked,
): Promise<TextExample | undefined> {
  const name = quoteMysqlIdentifier(column.name)
  const key =
    table.indexes.find(index => index.name === 'PRIMARY')?.parts.map(part => part.column ?? '') ?? []
  const [row] = await session.query<ExampleRow>(
    `SELECT ${[
      `CONVERT(LEFT(${name}, ${SHOWN_CHARACTERS}) USING utf8mb4) AS ${quoteMysqlIdentifier('before')}`,
      `LEFT(${question === 'doublyEncoded' ? singlyEncoded(name) : "''"}, ${SHOWN_CHARACTERS}) AS ${quoteMysqlIdentifier('after')}`,
      ...key.map((part, at) => `CAST(${quoteMysqlIdentifier(part)} AS CHAR) AS k${at}`),
    ].join(', ')} FROM ${from} WHERE ${textCondition(column, question)} LIMIT 1`,
    `look for texts of ${table.name}.${column.name}`,
  )
  if (!row) return undefined
  const place = key.map((part, at) => `${part} = ${row[`k${at}`]}`).join(' and ')
  return {row: place, before: row.before ?? '', after: row.after ?? ''}
}
