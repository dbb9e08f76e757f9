import type {MysqlTable} from '../../core/mysql-schema.js'
import type {SqlSession} from '../../mysql/connect.js'
import {hasWideRows} from '../../mysql/ranges/has-wide-rows.js'
import {sampleRanges} from '../../mysql/ranges/sample-ranges.js'
import type {RangeRequest} from '../ranges/range-reader.js'
import type {MigrationPlan} from '../read-plan.js'

/** Hands out stretches of the tables in turn, so that each table has had its share whenever the time is up. */
export interface StretchQueue {
  /** The next stretch; `session` runs the queries that are needed to find it. Undefined when there are no more. */
  next(session: SqlSession): Promise<RangeRequest | undefined>
}

/** How many of MySQL's bytes are read, shared among the tables by size, and the least for each table. */
const BYTES = 64 << 20
const TABLE_BYTES = 1 << 16
/** How many stretches a table has; a power of two. */
const STRETCHES = 16

interface Turn {
  copy: RangeRequest['copy']
  table: MysqlTable
  /** How many rows of the table are read. */
  rows: number
  isWhole: boolean
  isWide: boolean
  ranges?: Promise<Array<RangeRequest['range']>>
}

/** Makes a queue with the largest tables first in each round. Tables with wide rows all go to the first session that asks for one. */
export function stretchQueue(plan: MigrationPlan, bytes = BYTES): StretchQueue {
  const {database} = plan.mysql
  const turns = tableTurns(plan, bytes)
  let wideSession: SqlSession | undefined
  const nextTurn = (session: SqlSession): Turn | undefined => {
    const at = turns.findIndex(({isWide}) => !isWide || (wideSession ?? session) === session)
    const [turn] = at === -1 ? [] : turns.splice(at, 1)
    if (turn?.isWide) wideSession = session
    return turn
  }
  return {
    async next(session) {
      for (let turn = nextTurn(session); turn; turn = nextTurn(session)) {
        // Another reader may ask in the meantime.
        turns.push(turn)
        turn.ranges ??= rangesOf(session, database, turn)
        const ranges = await turn.ranges
        if (ranges.length > 0) return {database, copy: turn.copy, range: ranges.shift(), allowRefused: true}
        const at = turns.indexOf(turn)
        if (at !== -1) turns.splice(at, 1)
      }
    },
  }
}

function tableTurns({mysql, copies, profile}: MigrationPlan, trialBytes: number): Turn[] {
  const whole = mysql.tables.reduce((sum, {dataBytes}) => sum + dataBytes, 0)
  return mysql.tables
    .toSorted((one, other) => other.dataBytes - one.dataBytes)
    .flatMap(table => {
      const copy = copies.find(({source}) => source === table.name)
      const rows = profile[table.name]?.rows ?? table.rowEstimate
      if (!copy || rows === 0) return []
      const bytes = Math.max(TABLE_BYTES, (table.dataBytes / Math.max(1, whole)) * trialBytes)
      const share = Math.ceil(rows * Math.min(1, bytes / Math.max(1, table.dataBytes)))
      return [{copy, table, rows: share, isWhole: share >= rows, isWide: hasWideRows(table, rows)}]
    })
}

async function rangesOf(
  session: SqlSession,
  database: string,
  {table, rows, isWhole}: Turn,
): Promise<Array<RangeRequest['range']>> {
  if (isWhole) return [undefined]
  return sampleRanges(session, database, table, {stretches: STRETCHES, rows: Math.ceil(rows / STRETCHES)})
}
