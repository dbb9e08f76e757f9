import {expect} from 'chai'

import {compareFacts} from '../../src/lib/core/compare-facts.js'
import type {Difference} from '../../src/lib/core/database-facts.js'
import {isEqual, type TableComparison} from '../../src/lib/core/row-comparison.js'
import {connect} from '../../src/lib/mysql/connect.js'
import {compareRows} from '../../src/lib/pipeline/comparison/compare-rows.js'
import {connectTarget} from '../../src/lib/postgres/connect.js'
import {readFacts} from '../../src/lib/postgres/read-facts.js'
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
  expect(await compareSchema(moved)).to.deep.equal([])
  const compared = await compareMoved(moved, {allowRefused: true})
  expect(compared.filter(table => !isEqual(table))).to.deep.equal([])
}

/** Compares all rows of a database that was moved for a test. */
export async function compareMoved(
  {plan, source, targetUrl}: Moved,
  {allowRefused = false} = {},
): Promise<TableComparison[]> {
  const mysql = await connect(source, {mode: 'preferred'})
  try {
    return await compareRows({plan, mysql, url: targetUrl, allowRefused}, () => {})
  } finally {
    await mysql.close()
  }
}

async function compareSchema({plan, targetUrl}: Moved): Promise<Difference[]> {
  const client = await connectTarget(targetUrl)
  try {
    return compareFacts({schema: plan.postgres}, await readFacts(client))
  } finally {
    await client.end()
  }
}
