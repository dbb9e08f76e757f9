import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import pg from 'pg'
import type {DatabaseServer} from './database-server.js'
import {freePort} from './free-port.js'
import {makeCertificate} from './make-certificate.js'
import {installedPostgres, type PostgresPrograms} from './postgres-programs.js'
import {runCommand} from './run-command.js'
import {startServer} from './server-process.js'
import {handOver, unprivileged} from './unprivileged.js'

/** Fast rather than durable, with room for many parallel restores. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'max_connections=200',
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
]

/** Starts a Postgres server of its own: user postgres, password postgres, with and without TLS. */
export async function startPostgres(
  programs: PostgresPrograms | undefined = installedPostgres(),
): Promise<DatabaseServer> {
  if (!programs) throw new Error('Postgres is not installed.')
  const {bin, chroot, name, root} = programs
  const outside = await mkdtemp(root ? join(root, 'tmp', 'postgres-') : join(tmpdir(), 'postgres-'))
  const folder = outside.slice(root.length)
  const postgres = (program: string) => [...chroot, ...unprivileged, join(bin, program)]
  try {
    const certificate = await makeCertificate(outside)
    await writeFile(join(outside, 'password'), 'postgres')
    await handOver(outside)
    await runCommand([...postgres('initdb'), ...initdbOptions(folder)])
    const port = await freePort()
    const tls = certificate
      ? ['ssl=on', `ssl_cert_file=${folder}/cert.pem`, `ssl_key_file=${folder}/key.pem`]
      : []
    const settings = [...SETTINGS, `unix_socket_directories=${folder}`, ...tls].flatMap(setting => [
      '-c',
      setting,
    ])
    const command = [...postgres('postgres'), '-D', `${folder}/data`, '-p', String(port), ...settings]
    const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`
    const stop = await startServer({
      name,
      command,
      folder: outside,
      signal: 'QUIT',
      answers: () => connectOnce(url),
    })
    return {url, caFile: certificate?.cert, stop}
  } catch (error) {
    await rm(outside, {recursive: true, force: true})
    throw error
  }
}

function initdbOptions(folder: string): string[] {
  const account = ['--username=postgres', `--pwfile=${folder}/password`, '--auth=scram-sha-256']
  return [...account, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '-D', `${folder}/data`]
}

async function connectOnce(connectionString: string): Promise<void> {
  const client = new pg.Client({connectionString})
  await client.connect()
  await client.end()
}
