import {ApiError} from './api-error.js'
import {textField} from './body-field.js'
import {requestedExtensions, withDatabase} from './databases.js'
import type {DatabaseAddon, HerokuState} from './heroku-state.js'
import {databaseUrl, installExtensions} from './postgres-database.js'
import {route, type Route} from './router.js'
import {runRestore} from './run-restore.js'
import {logLine, startTransfer, type TransferWork} from './start-transfer.js'
import {transferBody} from './transfer-body.js'

export function restoreRoutes(state: HerokuState): Route[] {
  return [
    route('POST', '/client/v11/databases/:id/restores', call =>
      withDatabase(state, call, addon => {
        const url = textField(call.body, 'backup_url')
        if (!url || !/^https?:/.test(url))
          throw new ApiError(422, 'unprocessable_entity', 'Invalid backup_url.')
        const ends = {fromUrl: url, toUrl: databaseUrl(addon.database)}
        const work = restore(state, addon, requestedExtensions(call.body))
        const transfer = startTransfer(state, addon, {kind: 'restore', ...ends}, work)
        return {status: 201, body: transferBody(transfer, false)}
      }),
    ),
  ]
}

function restore(state: HerokuState, {database}: DatabaseAddon, extensions: string[]): TransferWork {
  return async transfer => {
    if (state.settings.restores === 'fail')
      throw new Error('Could not connect to database to initialize transfer')
    await installExtensions(state.postgres.adminUrl, database, extensions)
    return runRestore({
      url: transfer.fromUrl,
      target: database,
      pgRestore: state.postgres.pgRestore,
      signal: transfer.interrupt.signal,
      onStart(contentLength) {
        transfer.sourceBytes = contentLength
      },
      onBytes(bytes) {
        transfer.processedBytes += bytes
        transfer.updatedAt = new Date()
      },
      onLog: message => logLine(transfer, message),
    })
  }
}
