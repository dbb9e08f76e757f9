import * as fc from 'fast-check'
import mysql from 'mysql2/promise'
import pg from 'pg'

import {compareSchemas, type Finding} from '../../same-schema.js'
import type {Source} from '../../servers.js'
import {moveDatabase, type MovedDatabase} from './move-database.js'

/** Moves a database and judges it by the two servers' catalogs and values; skips what MySQL itself refuses. */
export async function expectNoLoss(source: Source, statements: string[]): Promise<void> {
  const moved = await moveDatabase(source, statements).catch((error: unknown) => {
    // mysql2's own errors have it: the statements are MySQL's to judge.
    fc.pre(!(error instanceof Error && 'sqlMessage' in error))
    throw error
  })
  try {
    const losses = (await findingsOf(moved)).filter(({outcome}) => outcome === 'lost')
    if (losses.length > 0) throw new Error(describeLosses(losses, statements))
  } finally {
    await moved.drop()
  }
}

async function findingsOf({plan, source, targetUrl}: MovedDatabase): Promise<Finding[]> {
  const {host, port, user, password, database} = source
  const from = await mysql.createConnection({
    host,
    port,
    user,
    password,
    database,
    charset: 'UTF8MB4_GENERAL_CI',
  })
  const to = new pg.Client({connectionString: targetUrl})
  await to.connect()
  try {
    const names = new Map(plan.postgres.tables.map(({name, source: table}) => [table, name]))
    const nameOf = (name: string): string => names.get(name) ?? name
    return await compareSchemas({mysql: from, postgres: to, hazards: plan.hazards, nameOf})
  } finally {
    await from.end()
    await to.end()
  }
}

function describeLosses(losses: Finding[], statements: string[]): string {
  const lines = losses.map(({kind, where, detail}) => `${kind} ${where}: ${detail}`)
  return [...lines, ...statements.map(statement => `${statement};`)].join('\n')
}
