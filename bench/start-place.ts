import {fork} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import mysql from 'mysql2/promise'
import {startMariadb} from '../sandbox/servers/start-mariadb.js'
import {startPostgres} from '../sandbox/servers/start-postgres.js'
import type {BenchOptions} from './bench-options.js'
import type {Place} from './contestant.js'
import {makeShop, SHOP_TABLES} from './make-shop.js'

const S3_SERVER = fileURLToPath(new URL('../sandbox/s3/serve.ts', import.meta.url))
const KEYS = {accessKeyId: 'AKIABENCH', secretAccessKey: 'bench/secret+key', region: 'us-east-1'}
const BUCKET = 'bench'

/** Starts the servers that are not given, and creates the data set unless one was named. What starts is added to `stops` at once. */
export async function startPlace(
  {mysqlUrl, postgresUrl, database, scale}: BenchOptions,
  stops: Place['stops'],
  report: (line: string) => void,
): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pg-migrate-mysql-bench-'))
  stops.unshift(() => rm(folder, {recursive: true, force: true}))
  const source = mysqlUrl ?? (await started(startMariadb, stops))
  const shop = new URL(source)
  shop.pathname = `/${database ?? 'bench_shop'}`
  if (!database) {
    report(`Making the data set at scale ${scale}...`)
    stops.unshift(() => dropShop(shop))
    await makeShop(source, 'bench_shop', scale)
  }

  return {
    mysqlUrl: shop.href,
    rows: await countRows(shop.href),
    postgresUrl: postgresUrl ?? (await started(startPostgres, stops)),
    folder,
    archive: path.join(folder, 'ours.dump'),
    s3: await startStorage(stops),
    stops,
  }
}

async function started(
  start: () => Promise<{url: string; stop: () => Promise<void>}>,
  stops: Place['stops'],
): Promise<string> {
  const server = await start()
  stops.unshift(server.stop)
  return server.url
}

/** Starts S3 in a process of its own, so that it never competes for our thread; unlike another machine, it competes for processors. */
async function startStorage(stops: Place['stops']): Promise<Place['s3']> {
  const options = JSON.stringify({...KEYS, buckets: [BUCKET]})
  const server = fork(S3_SERVER, [options], {execArgv: ['--import=tsx'], silent: true})
  stops.unshift(async () => {
    // Ctrl-C in a terminal may have ended it already.
    if (server.connected) server.disconnect()
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  })
  const [line] = (await once(server.stdout!, 'data')) as [Buffer]
  const env = {
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_REGION: KEYS.region,
    AWS_ENDPOINT_URL_S3: line.toString().trim(),
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  return {object: `s3://${BUCKET}/shop.dump`, env}
}

async function countRows(url: string): Promise<Record<string, number>> {
  const connection = await mysql.createConnection(url)
  const rows: Record<string, number> = {}
  for (const table of SHOP_TABLES) {
    const [[found]] = await connection.query<mysql.RowDataPacket[]>(`SELECT COUNT(*) AS count FROM ${table}`)
    rows[table] = Number(found?.count)
  }

  await connection.end()
  return rows
}

async function dropShop(url: URL): Promise<void> {
  const connection = await mysql.createConnection(new URL('/', url).href)
  await connection.query(`DROP DATABASE IF EXISTS ${url.pathname.slice(1)}`)
  await connection.end()
}
