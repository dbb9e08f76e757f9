import {createHash} from 'node:crypto'
import {ApiError} from './api-error.js'
import type {Call, Reply} from './router.js'

const RANGE =
  /^(?<field>[a-z_]+)\s+(?<exclusive>\]?)(?<first>[^;\s]*?)\.\.(?<last>[^;\s]*)\s*(?:;\s*(?<options>.*))?$/
const DEFAULT_PAGE = 200
const LARGEST_PAGE = 1000

interface Page {
  field: string
  /** The page starts after this value of the sort field: `id ]5..; max=2`. */
  after: string
  from: string
  max: number
  descending: boolean
}

/**
 * Answers with a list as the Platform API does: `Range: version ..; max=5, order=desc` is obeyed,
 * and an incomplete list is a 206 with the next page's range in `Next-Range`.
 */
export function paged(call: Call, rows: Record<string, unknown>[]): Reply {
  const page = readRange(call.headers.range)
  const sorted = page.field === '' ? rows : sortBy(rows, page)
  const rest = sorted.slice(startOf(sorted, page))
  const shown = rest.slice(0, page.max)
  const last = shown.at(-1)
  if (rest.length === shown.length || !last) return {status: 200, body: shown}
  return {status: 206, body: shown, headers: {'next-range': nextRange(page, last)}}
}

/** A weak validator of a body, as Heroku sends with each answer. */
export function etag(text: string): string {
  return `"${createHash('md5').update(text).digest('hex')}"`
}

function readRange(header: string | undefined): Page {
  if (!header) return {field: '', after: '', from: '', max: DEFAULT_PAGE, descending: false}
  const groups = RANGE.exec(header.trim())?.groups
  const max = Number(/max=(\d+)/.exec(groups?.options ?? '')?.[1] ?? DEFAULT_PAGE)
  if (!groups || max < 1 || max > LARGEST_PAGE)
    throw new ApiError(416, 'requested_range_not_satisfiable', `Invalid range ${header}.`)
  return {
    field: groups.field ?? '',
    after: groups.exclusive ? (groups.first ?? '') : '',
    from: groups.exclusive ? '' : (groups.first ?? ''),
    max,
    descending: /order=desc/.test(groups.options ?? ''),
  }
}

function sortBy(rows: Record<string, unknown>[], {field, descending}: Page): Record<string, unknown>[] {
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => sign * compare(a[field], b[field]))
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : Number(String(a) > String(b))
}

function startOf(rows: Record<string, unknown>[], {field, after, from}: Page): number {
  if (after !== '') return rows.findIndex(row => String(row[field || 'id']) === after) + 1
  if (from !== '')
    return Math.max(
      0,
      rows.findIndex(row => String(row[field || 'id']) === from),
    )
  return 0
}

function nextRange({field, max, descending}: Page, last: Record<string, unknown>): string {
  const name = field || 'id'
  return `${name} ]${String(last[name])}..; max=${max}${descending ? ', order=desc' : ''}`
}
