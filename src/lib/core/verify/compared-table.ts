import type {MysqlColumn, MysqlSchema} from '../mysql-schema.js'
import type {PostgresSchema} from '../postgres-schema.js'
import {quoteIdentifier} from '../quote.js'
import type {ColumnCopy, TableCopy} from '../table-copy.js'
import {valueForm, type ValueForm} from './value-form.js'

/** A table on both sides, with the form in which the values of its columns are compared. */
export interface ComparedTable {
  /** MySQL table. */
  source: string
  /** Postgres table. */
  target: string
  columns: ComparedColumn[]
  /** Positions in `columns` of a key by which rows are told apart; empty where there is none. */
  key: number[]
}

export interface ComparedColumn {
  /** MySQL column. */
  source: string
  /** Postgres column. */
  target: string
  /** Postgres type. */
  type: string
  form: ValueForm
  /** Whether a value that Postgres refuses may be NULL instead. */
  nullable: boolean
}

/** What of the plan the comparison follows. */
export interface ComparedPlan {
  mysql: MysqlSchema
  postgres: PostgresSchema
  copies: TableCopy[]
}

/** The tables of a plan as they are compared, generated columns included. */
export function comparedTables(plan: ComparedPlan): ComparedTable[] {
  return plan.copies.map(copy => comparedTable(copy, plan))
}

function comparedTable(copy: TableCopy, {mysql, postgres}: ComparedPlan): ComparedTable {
  const source = mysql.tables.find(({name}) => name === copy.source)!
  const target = postgres.tables.find(({name}) => name === copy.target)!
  const compare = (column: ColumnCopy): ComparedColumn => {
    const from: MysqlColumn = source.columns.find(({name}) => name === column.source)!
    const {type} = target.columns.find(({name}) => name === column.target)!
    const form = valueForm({
      copy: column,
      source: from,
      server: mysql.server,
      type,
      target: quoteIdentifier(column.target),
    })
    return {source: column.source, target: column.target, type, form, nullable: column.nullable}
  }

  const columns = [...copy.columns, ...copy.computed].map(compare)
  return {
    source: copy.source,
    target: copy.target,
    columns,
    key: copy.key.map(name => columns.findIndex(column => column.source === name)),
  }
}

/** The table with the more thorough forms of its columns; undefined where there are none. */
export function thoroughTable(table: ComparedTable): ComparedTable | undefined {
  if (table.columns.every(({form}) => form.thorough === undefined)) return undefined
  const columns = table.columns.map(column => ({...column, form: {...column.form, ...column.form.thorough}}))
  return {...table, columns}
}
