import {readFileSync} from 'node:fs'
import {cpus, totalmem} from 'node:os'
import mysql from 'mysql2/promise'
import pg from 'pg'
import {findProgram} from '../sandbox/servers/find-program.js'
import {runCommand} from '../sandbox/servers/run-command.js'
import type {Place} from './contestant.js'

/** Describes what the figures depend on, one line each: processors, memory, system, versions. */
export async function describeMachine({mysqlUrl, postgresUrl}: Place): Promise<string[]> {
  const processors = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`
  return [
    `${processors}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ${systemName()}`,
    `Node ${process.versions.node}`,
    await mysqlSettings(mysqlUrl),
    await postgresSettings(postgresUrl),
    ...(await programVersions(['pgloader', 'pg_dump', 'mysqldump'])),
  ]
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="(.+)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform
  } catch {
    return process.platform
  }
}

async function mysqlSettings(url: string): Promise<string> {
  const connection = await mysql.createConnection(url)
  const [[found]] = await connection.query<mysql.RowDataPacket[]>(
    'SELECT VERSION() AS version, @@innodb_buffer_pool_size >> 20 AS pool',
  )
  await connection.end()
  return `MySQL server ${found?.version}, innodb_buffer_pool_size ${found?.pool} MiB`
}

async function postgresSettings(connectionString: string): Promise<string> {
  const client = new pg.Client({connectionString})
  await client.connect()
  const {rows} = await client.query<{setting: string}>(
    "SELECT current_setting(name) AS setting FROM unnest(array['server_version','shared_buffers','fsync']) AS name",
  )
  await client.end()
  const [version, buffers, fsync] = rows.map(({setting}) => setting)
  return `Postgres server ${version}, shared_buffers ${buffers}, fsync ${fsync}`
}

async function programVersions(programs: string[]): Promise<string[]> {
  const found = programs.filter(name => findProgram(name))
  const versions = await Promise.all(found.map(name => runCommand([name, '--version'])))
  return versions.map(text => text.split('\n')[0] ?? '')
}
