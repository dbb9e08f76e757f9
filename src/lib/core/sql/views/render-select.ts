import {operand, type Term} from '../term.js'
import type {ConvertColumn} from './environment.js'
import {itemSql, type Item} from './select-items.js'

/** A SELECT's clauses as finished SQL. */
export interface Clauses {
  distinct: boolean
  items: Item[]
  from: string
  where: Term[]
  /** Undefined without GROUP BY; empty where it lists only constants. */
  groupBy: string[] | undefined
  having: Term[]
  windows: string[]
  orderBy: string[]
}

/** The SELECT of written clauses, each of its columns converted to the type that is wanted. */
export function renderSelect(clauses: Clauses, convert: ConvertColumn): string {
  const {distinct, items, from, where, groupBy, having, windows, orderBy} = clauses
  const list = items.map(({name, term}, at) => itemSql(convert(term, at), name)).join(', ')
  const parts = [
    `SELECT ${distinct ? 'DISTINCT ' : ''}${list}`,
    from === '' ? '' : `FROM ${from}`,
    conditions('WHERE', where),
    clause('GROUP BY', groupBy?.length === 0 ? ['()'] : (groupBy ?? [])),
    conditions('HAVING', having),
    clause('WINDOW', windows),
    clause('ORDER BY', orderBy),
  ]
  return parts.filter(part => part !== '').join(' ')
}

function clause(keyword: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `${keyword} ${parts.join(', ')}`
}

function conditions(keyword: string, terms: readonly Term[]): string {
  if (terms.length === 0) return ''
  return `${keyword} ${terms.map(term => (terms.length > 1 ? operand(term) : term.sql)).join(' AND ')}`
}
