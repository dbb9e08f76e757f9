import {MigrationError} from '../core/migration-error.js'
import type {HerokuApi} from './heroku-api.js'
import {isNotFound} from './translate-error.js'
import {urlPath} from './url-path.js'

/** A Heroku Postgres database. It holds a password: it never goes into output, logs or the journal. */
export interface HerokuDatabase {
  /** `essential-0`. */
  plan: string
  /** `postgres://…`, with the password of the add-on's own user. */
  url: string
  bytes: number
  /** The limits of the plan as Heroku states them; absent if it does not. */
  storageBytes?: number
  connections?: number
  /** `16.4`. */
  version?: string
  waiting: boolean
}

/** Reads what Heroku knows about a database, given by the id of its add-on. Throws `database-not-found`. */
export async function readDatabase(api: HerokuApi, addonId: string): Promise<HerokuDatabase> {
  try {
    return toDatabase(await api.data.get<RawDatabase>(urlPath`/client/v11/databases/${addonId}`))
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw new MigrationError('Heroku does not know the database (yet).', {
      code: 'database-not-found',
      suggestions: [`Look at it with: heroku addons:info ${addonId}`],
    })
  }
}

function toDatabase(raw: RawDatabase): HerokuDatabase {
  const limits = typeof raw.plan === 'string' ? undefined : raw.plan.attrs_unparsed
  return {
    plan: typeof raw.plan === 'string' ? raw.plan : raw.plan.name,
    url: raw.resource_url,
    bytes: raw.num_bytes,
    storageBytes: limits ? numberOf(limits.capacity_bytes) : bytesAfterSlash(infoText(raw, 'Data Size')),
    connections: limits
      ? numberOf(limits.hard_connlimit)
      : numberOf(infoText(raw, 'Connections')?.split('/', 2)[1]),
    version: raw.postgres_version ?? infoText(raw, 'PG Version'),
    waiting: raw['waiting?'] ?? false,
  }
}

function infoText(raw: RawDatabase, name: string): string | undefined {
  const value = raw.info?.find(info => info.name === name)?.values[0]
  return value === undefined ? undefined : String(value)
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number.parseInt(text ?? '', 10)
  return Number.isNaN(number) ? undefined : number
}

/** Essential plans state their limit only in a sentence: `25.6 MB / 10 GB (0.25%) (In compliance)`. */
function bytesAfterSlash(text = ''): number | undefined {
  const {number, unit} = /\/\s*(?<number>[\d.]+)\s*(?<unit>[KMGT]?)B/.exec(text)?.groups ?? {}
  return number === undefined ? undefined : Number(number) * 1024 ** ' KMGT'.indexOf(unit || ' ')
}

/** A database as the data host sends it; `plan` is a name on essential plans and an object on all others. */
interface RawDatabase {
  plan: string | {name: string; attrs_unparsed?: {capacity_bytes: string; hard_connlimit: string}}
  resource_url: string
  num_bytes: number
  postgres_version?: string
  'waiting?'?: boolean
  info?: Array<{name: string; values: Array<number | string>}>
}
