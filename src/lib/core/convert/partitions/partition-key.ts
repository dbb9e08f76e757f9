import type {ConvertedColumn} from '../columns/convert-columns.js'
import {valueSql} from './partition-values.js'
import {refuse} from '../../sql/refused.js'
import {sqlTokens, type SqlToken} from '../../sql/sql-tokens.js'

/** Finds a column by its MySQL name in any case. */
export type FindColumn = (name: string) => ConvertedColumn | undefined

/** A RANGE over one column: Postgres takes no expression beside a primary key, so that bounds are computed for the column. */
export interface RangeKey {
  column: ConvertedColumn
  /** The literal in Postgres for `LESS THAN (text)`. */
  bound(text: string): string
}

/**
 * The column behind a RANGE expression, with its bounds, where the expression grows with the column.
 * @throws Refused for every other expression
 */
export function rangeKey(expression: string, find: FindColumn): RangeKey {
  const {columns, shape} = readExpression(expression, find)
  const [column] = columns
  const toBound = Object.hasOwn(BOUNDS, shape) ? BOUNDS[shape] : undefined
  if (!column || !toBound || columns.some(other => other !== column))
    return refuse(`the expression ${expression} has no counterpart as a partition key`)
  return {column, bound: text => valueSql(column, toBound(text, column))}
}

/** @throws Refused for an expression that is more than one column */
export function onlyColumn(expression: string, find: FindColumn): ConvertedColumn {
  const {columns, shape} = readExpression(expression, find)
  return shape === 'c' && columns[0]
    ? columns[0]
    : refuse(`the expression ${expression} has no counterpart as a partition key`)
}

/** All columns of an expression or a list, in their order, each once. */
export function keyColumns(expression: string, find: FindColumn): ConvertedColumn[] {
  return [...new Set(readExpression(expression, find).columns)]
}

/** Splits an expression into its columns and its shape: what is left when they are `c` and parentheses are gone. */
function readExpression(expression: string, find: FindColumn): {columns: ConvertedColumn[]; shape: string} {
  const columns: ConvertedColumn[] = []
  const words = sqlTokens(expression).flatMap((token, at, all) => {
    if (token.text === '(' || token.text === ')') return []
    const column = isColumn(token, all[at + 1]) ? find(nameOf(token)) : undefined
    if (!column) return [token.text.toLowerCase()]
    columns.push(column)
    return ['c']
  })
  return {columns, shape: words.join(' ')}
}

/** MySQL 5.7 shows the expression as it was written, with or without backquotes. */
function isColumn({kind}: SqlToken, next: SqlToken | undefined): boolean {
  return kind === 'name' || (kind === 'word' && next?.text !== '(')
}

function nameOf({kind, text}: SqlToken): string {
  return kind === 'name' ? text.slice(1, -1).replaceAll('``', '`') : text
}

/** For each expression that grows with its column, the column's first value that is no longer less than a bound. */
const BOUNDS: Record<string, (text: string, column: ConvertedColumn) => string> = {
  c: text => text,
  'year c': text => monthStart(Number(text), 1),
  'year c * 100 + month c'(text) {
    const [year, month] = [Math.floor(Number(text) / 100), Number(text) % 100]
    return month > 12 ? monthStart(year + 1, 1) : monthStart(year, Math.max(month, 1))
  },
  'to_days c': text => dayText((Number(text) - EPOCH_DAY) * DAY_SECONDS),
  'to_seconds c'(text, column) {
    const seconds = Number(text) - EPOCH_DAY * DAY_SECONDS
    return column.source.dataType === 'date'
      ? dayText(Math.ceil(seconds / DAY_SECONDS) * DAY_SECONDS)
      : secondText(seconds)
  },
  'unix_timestamp c': text => secondText(Number(text)),
  'floor unix_timestamp c': text => secondText(Number(text)),
}

/** What TO_DAYS gives for 1970-01-01. */
const EPOCH_DAY = 719_528
const DAY_SECONDS = 86_400

function monthStart(year: number, month: number): string {
  if (year < 1) return refuse('a bound is not a date in Postgres')
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
}

function dayText(seconds: number): string {
  return secondText(seconds).slice(0, 'yyyy-mm-dd'.length)
}

/** @throws Refused for a date that does not exist */
function secondText(seconds: number): string {
  const moment = new Date(seconds * 1000)
  const year = moment.getUTCFullYear()
  if (!(year > 0 && year < 10_000)) return refuse('a bound is not a date in Postgres')
  return moment.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ')
}
