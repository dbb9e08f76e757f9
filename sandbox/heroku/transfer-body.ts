import {dataTime} from './data-reply.js'
import type {Transfer} from './heroku-state.js'

/** A transfer as the Data API shows it, with the credentials in `from_url` and `to_url`, as on Heroku. */
export function transferBody(transfer: Transfer, verbose: boolean): Record<string, unknown> {
  const {uuid, num, kind, processedBytes, sourceBytes, succeeded, warnings} = transfer
  return {
    uuid,
    num,
    ...ends(transfer, kind),
    options: {},
    source_bytes: sourceBytes,
    processed_bytes: processedBytes,
    succeeded,
    warnings,
    created_at: dataTime(transfer.createdAt),
    started_at: dataTime(transfer.startedAt),
    canceled_at: dataTime(transfer.canceledAt),
    updated_at: dataTime(transfer.updatedAt),
    finished_at: dataTime(transfer.finishedAt),
    deleted_at: null,
    purged_at: null,
    num_keep: 5,
    schedule: null,
    ...(verbose ? {logs: transfer.logs} : {}),
  }
}

function ends({fromUrl, toUrl}: Transfer, kind: Transfer['kind']): Record<string, string> {
  const urls = {from_url: fromUrl, to_url: toUrl}
  return kind === 'restore'
    ? {...urls, from_name: 'BACKUP', from_type: 'htcat', to_name: 'DATABASE', to_type: 'pg_restore'}
    : {...urls, from_name: 'DATABASE', from_type: 'pg_dump', to_name: 'BACKUP', to_type: 'gof3r'}
}
