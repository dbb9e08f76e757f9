import {isJsonColumn} from './json-columns.js'
import type {MysqlColumn, MysqlTable} from './mysql-schema.js'
import type {ColumnProfile} from './table-profile.js'

export type ProfileQuestion = keyof ColumnProfile

/**
 * What has to be counted in a table's data before Postgres types can be chosen, by column name.
 * Columns whose type decides everything are left out.
 */
export function profileQuestions(table: MysqlTable): Record<string, ProfileQuestion[]> {
  const questions = table.columns.map(column => [column.name, columnQuestions(table, column)] as const)
  return Object.fromEntries(questions.filter(([, asked]) => asked.length > 0))
}

function columnQuestions(table: MysqlTable, column: MysqlColumn): ProfileQuestion[] {
  if (isJsonColumn(table, column)) return ['jsonNuls']
  const asked = QUESTIONS[column.dataType] ?? []
  if (isNarrowInteger(column)) return ['min', 'max']
  if (column.autoIncrement || isUnsignedBigint(column)) return ['max', ...asked]
  return asked
}

const QUESTIONS: Record<string, ProfileQuestion[]> = {
  date: ['zeroDates'],
  datetime: ['zeroDates'],
  timestamp: ['zeroDates'],
  time: ['timesOutOfDay'],
  enum: ['emptyLabels'],
  point: ['otherThanPoints'],
  char: ['nulBytes'],
  varchar: ['nulBytes'],
  tinytext: ['nulBytes'],
  text: ['nulBytes'],
  mediumtext: ['nulBytes'],
  longtext: ['nulBytes'],
}

/** tinyint(1), which is a boolean when it holds nothing but 0 and 1. */
function isNarrowInteger({columnType}: MysqlColumn): boolean {
  return columnType.startsWith('tinyint(1)')
}

function isUnsignedBigint({dataType, columnType}: MysqlColumn): boolean {
  return dataType === 'bigint' && columnType.includes('unsigned')
}
