import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {createWriteStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import path from 'node:path'
import {createInterface} from 'node:readline'
import {pipeline} from 'node:stream/promises'
import {withDatabase} from './databases.js'
import type {DatabaseAddon, HerokuState, Transfer} from './heroku-state.js'
import {databaseUrl} from './postgres-database.js'
import {route, type Route} from './router.js'
import {logLine, startTransfer} from './start-transfer.js'
import {transferBody} from './transfer-body.js'

/** `heroku pg:backups:capture`: a real pg_dump of the database, kept until the sandbox stops. */
export function backupRoutes(state: HerokuState): Route[] {
  return [
    route('POST', '/client/v11/databases/:id/backups', call =>
      withDatabase(state, call, addon => {
        const ends = {fromUrl: databaseUrl(addon.database), toUrl: ''}
        const transfer = startTransfer(state, addon, {kind: 'backup', ...ends}, running =>
          dump(state, addon, running),
        )
        transfer.toUrl = backupUrl(state, transfer)
        return {status: 201, body: transferBody(transfer, false)}
      }),
    ),
  ]
}

/** The URL from which a captured backup can be downloaded without a token. */
export function backupUrl(state: HerokuState, {uuid}: Transfer): string {
  return `${state.url}/__sandbox/backups/${uuid}`
}

/** Path of the file that holds a captured backup. */
export function backupFile(state: HerokuState, uuid: string): string {
  return path.join(state.backupDirectory, `${path.basename(uuid)}.dump`)
}

async function dump(
  state: HerokuState,
  {database}: DatabaseAddon,
  transfer: Transfer,
): Promise<{succeeded: boolean; warnings: number}> {
  const file = backupFile(state, transfer.uuid)
  const [program = '', ...words] = state.postgres.pgDump
  const options = ['-Fc', '--no-acl', '--no-owner', '--quote-all-identifiers', '--verbose']
  const connection = ['--username', database.user, '--host', database.host, '--port', `${database.port}`]
  const child = spawn(program, [...words, ...options, ...connection, database.database], {
    env: {PATH: process.env.PATH, LC_ALL: 'C', PGPASSWORD: database.password},
    signal: transfer.interrupt.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'close') as Promise<[number | null]>
  createInterface({input: child.stderr}).on('line', line => logLine(transfer, line))
  await pipeline(child.stdout, createWriteStream(file))
  const [code] = await exited
  transfer.processedBytes = (await stat(file)).size
  transfer.sourceBytes = transfer.processedBytes
  return {succeeded: code === 0, warnings: 0}
}
