import type {TableComparison} from '../../src/lib/core/row-comparison.js'
import {connect} from '../../src/lib/mysql/connect.js'
import {compareRows} from '../../src/lib/pipeline/compare-rows.js'
import type {MovedDatabase} from '../core/convert/move-database.js'

/** Compares all rows of a database that was moved for a test. */
export async function compareMoved(
  {plan, source, targetUrl}: MovedDatabase,
  {allowRefused = false} = {},
): Promise<TableComparison[]> {
  const mysql = await connect(source, {mode: 'preferred'})
  try {
    return await compareRows({plan, mysql, url: targetUrl, allowRefused}, () => {})
  } finally {
    await mysql.close()
  }
}
