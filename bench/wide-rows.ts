import {randomBytes} from 'node:crypto'
import path from 'node:path'
import mysql from 'mysql2/promise'
import type {Contestant, Place} from './contestant.js'
import {BLOBS_100_MB, ROWS_1_MB} from './goals.js'
import {dumpCommand} from './ours.js'

const STRETCH = 1_000_000

/** Contestants for tables with rows so wide that a reader that counts rows instead of bytes runs out of memory. */
export function wideRows(place: Place): Contestant[] {
  return [
    wideTable(place, {name: ROWS_1_MB, table: 'megabytes', rows: 300, bytes: 1_000_000}),
    wideTable(place, {name: BLOBS_100_MB, table: 'blobs', rows: 3, bytes: 100_000_000}),
  ]
}

function wideTable(
  place: Place,
  {name, table, rows, bytes}: {name: string; table: string; rows: number; bytes: number},
): Contestant {
  const database = `bench_${table}`
  const url = new URL(place.mysqlUrl)
  url.pathname = `/${database}`
  let made = false
  return {
    name,
    programs: [],
    async prepare() {
      if (made) return
      made = true
      place.stops.unshift(() =>
        onServer(place, server => server.query(`DROP DATABASE IF EXISTS ${database}`)),
      )
      await fill(place, `${database}.${table}`, {rows, bytes})
    },
    command: () => dumpCommand(url.href, path.join(place.folder, `${table}.dump`)),
  }
}

/** Random bytes that repeat only beyond zlib's window: they compress as little as pictures do. */
async function fill(
  place: Place,
  table: string,
  {rows, bytes}: {rows: number; bytes: number},
): Promise<void> {
  const [database] = table.split('.')
  await onServer(place, async server => {
    await server.query(`DROP DATABASE IF EXISTS ${database}`)
    await server.query(`CREATE DATABASE ${database}`)
    await server.query(`CREATE TABLE ${table} (id int PRIMARY KEY AUTO_INCREMENT, file longblob NOT NULL)`)
    const insert = `INSERT INTO ${table} (file) SELECT REPEAT(?, ${bytes / STRETCH})`
    for (let row = 0; row < rows; row++) await server.execute(insert, [randomBytes(STRETCH)])
  })
}

async function onServer(
  {mysqlUrl}: Place,
  run: (server: mysql.Connection) => Promise<unknown>,
): Promise<void> {
  const connection = await mysql.createConnection(new URL('/', mysqlUrl).href)
  try {
    await run(connection)
  } finally {
    await connection.end()
  }
}
