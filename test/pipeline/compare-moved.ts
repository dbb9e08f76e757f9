import {expect} from 'chai'

import {isEqual, type TableComparison} from '../../src/lib/core/row-comparison.js'
import {connect, type SourceConnection} from '../../src/lib/mysql/connect.js'
import {compareRows, type ComparedRows} from '../../src/lib/pipeline/comparison/compare-rows.js'
import type {Report} from '../../src/lib/pipeline/run-event.js'
import {compareSchema} from '../../src/lib/pipeline/comparison/compare-schema.js'
import type {SourceAddress} from '../../src/lib/core/source-address.js'
import type {MigrationPlan} from '../../src/lib/pipeline/read-plan.js'

/** A database that was moved for a test. */
interface Moved {
  plan: MigrationPlan
  source: SourceAddress
  /** Where it went, for a superuser. */
  targetUrl: string
}

/** Expects that the proof finds nothing after a good move. */
export async function expectEqual(moved: Moved): Promise<void> {
  const {differences, notes} = await compareSchema(moved.targetUrl, moved.plan)
  expect(differences).to.deep.equal([])
  expect(notes.filter(note => note.includes('by name only'))).to.deep.equal([])
  const compared = await compareMoved(moved, {allowRefused: true})
  expect(compared.filter(table => !isEqual(table))).to.deep.equal([])
}

/** Compares all rows of a database that was moved for a test. */
export async function compareMoved(
  {plan, source, targetUrl}: Moved,
  options: Partial<Pick<ComparedRows, 'again' | 'allowRefused' | 'rangeSize'>> = {},
  report: Report = () => {},
  {signal} = new AbortController(),
): Promise<TableComparison[]> {
  const open = (): Promise<SourceConnection> => connect(source, {mode: 'preferred'})
  const sessions = await Promise.all([open(), open(), open()])
  const [reader, ...workers] = sessions
  try {
    const rows = {plan, mysql: {reader, workers}, url: targetUrl, allowRefused: false, ...options}
    return await compareRows(rows, {report, signal})
  } finally {
    await Promise.all(sessions.map(session => session.close()))
  }
}
