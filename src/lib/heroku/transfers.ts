import {redact} from '../core/migration-error.js'
import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** A restore on Heroku, as the CLI's pg:backups shows it. Holds no URL: those carry signatures and passwords. */
export interface Transfer {
  id: string
  /** `r1723`, what `heroku pg:backups:info` takes. */
  name: string
  /** Null while it waits to be started. */
  startedAt: Date | null
  /** The worker updates this every five seconds while it is alive. */
  updatedAt: Date | null
  finishedAt: Date | null
  canceledAt: Date | null
  succeeded: boolean
  /** Bytes of the archive that have been read. */
  processedBytes: number
  warnings: number
  /** Lines of pg_restore and of the service, without secrets; empty unless asked for. */
  logs: string[]
}

/** A transfer as the data host sends it. */
export interface RawTransfer {
  uuid: string
  num: number
  from_url: string | null
  to_type: string
  to_url: string | null
  started_at: string | null
  updated_at: string | null
  finished_at: string | null
  canceled_at: string | null
  created_at: string
  succeeded: boolean | null
  processed_bytes: number | null
  warnings: number | null
  logs?: Array<{message: string}>
}

/** Reads a restore by its id; `billingApp` is the app (name or id) that pays for the database. `logs` asks for its log, too. */
export async function readTransfer(
  api: HerokuApi,
  billingApp: string,
  id: string,
  {logs = false} = {},
): Promise<Transfer> {
  const path = urlPath`/client/v11/apps/${billingApp}/transfers/${id}`
  return toTransfer(await api.data.get<RawTransfer>(logs ? `${path}?verbose=true` : path))
}

/** Picks what this program uses from the API's transfer. */
export function toTransfer(raw: RawTransfer): Transfer {
  return {
    id: raw.uuid,
    name: `r${String(raw.num).padStart(3, '0')}`,
    startedAt: timeOf(raw.started_at),
    updatedAt: timeOf(raw.updated_at),
    finishedAt: timeOf(raw.finished_at),
    canceledAt: timeOf(raw.canceled_at),
    succeeded: raw.succeeded === true,
    processedBytes: raw.processed_bytes ?? 0,
    warnings: raw.warnings ?? 0,
    logs: (raw.logs ?? []).map(({message}) => redact(message)),
  }
}

/** `2020-12-13 16:22:59 +0000`, always UTC. */
function timeOf(text: string | null | undefined): Date | null {
  return text ? new Date(text.replace(' ', 'T').replace(' +0000', 'Z')) : null
}
