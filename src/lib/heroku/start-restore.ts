import {MigrationError} from '../core/migration-error.js'
import {cancelRestore} from './cancel-restore.js'
import type {HerokuApi} from './heroku-api.js'
import type {AddOn} from './read-addons.js'
import {readDatabase} from './read-database.js'
import {type RawTransfer, toTransfer, type Transfer} from './transfers.js'
import {isTransient} from './translate-error.js'
import {urlPath} from './url-path.js'

/**
 * Makes Heroku restore the archive at `backupUrl` into a database; follow it with follow-restore.ts.
 * The URL must stay valid until the restore has ended, since the archive is fetched in pieces.
 * Two restores would corrupt the database, and the client may send a call twice. So a restore of the same archive that is already
 * running, or has ended, is used, and a duplicate is cancelled. Can be called again after a failure. Throws `restore-running` if a
 * different one is running.
 */
export async function startRestore(
  api: HerokuApi,
  addon: Pick<AddOn, 'app' | 'id'>,
  backupUrl: string,
  extensions: readonly string[] = [],
): Promise<Transfer> {
  const {url} = await readDatabase(api, addon.id)
  const find = (): Promise<RawTransfer[]> => restoresOf(api, addon.app.id, {databaseUrl: url, backupUrl})
  const found = await find()
  const other = found.find(({from_url}) => !sameUrl(from_url, backupUrl, {hidden: false}))
  if (other) throw restoreRunning(toTransfer(other), addon.app.name)
  const only = await keepOldest(api, addon, found)
  return toTransfer(only ?? (await startOnce(api, addon, {backupUrl, extensions, find})))
}

interface Start {
  backupUrl: string
  extensions: readonly string[]
  find: () => Promise<RawTransfer[]>
}

/** Losing the answer is not a failure if the list shows that the restore is running. */
async function startOnce(
  api: HerokuApi,
  addon: Pick<AddOn, 'app' | 'id'>,
  {backupUrl, extensions, find}: Start,
): Promise<RawTransfer> {
  const posted = await post(api, addon.id, backupUrl, extensions)
  // The list only confirms: if it cannot be read, the answer to the POST decides alone.
  const oldest = await keepOldest(api, addon, await find().catch(() => []))
  if (oldest) return oldest
  if (posted instanceof MigrationError) throw posted
  return posted
}

async function keepOldest(
  api: HerokuApi,
  {app}: Pick<AddOn, 'app'>,
  [oldest, ...twins]: readonly RawTransfer[],
): Promise<RawTransfer | undefined> {
  for (const twin of twins) if (!twin.finished_at) await cancelRestore(api, app.id, twin.uuid)
  return oldest
}

async function post(
  api: HerokuApi,
  addonId: string,
  backupUrl: string,
  extensions: readonly string[],
): Promise<MigrationError | RawTransfer> {
  const wanted = extensions.map(name => name.trim().toLowerCase()).sort()
  const body = {backup_url: backupUrl, ...(wanted.length > 0 && {extensions: wanted})}
  try {
    return await api.data.post<RawTransfer>(urlPath`/client/v11/databases/${addonId}/restores`, body)
  } catch (error) {
    if (error instanceof MigrationError && isTransient(error)) return error
    throw error
  }
}

/** Restores into this database that have not ended, and those of this archive that have, oldest first. */
async function restoresOf(
  api: HerokuApi,
  billingApp: string,
  {databaseUrl, backupUrl}: {databaseUrl: string; backupUrl: string},
): Promise<RawTransfer[]> {
  const transfers = await api.data.get<RawTransfer[]>(urlPath`/client/v11/apps/${billingApp}/transfers`)
  return transfers
    .filter(({to_type, to_url}) => to_type === 'pg_restore' && sameUrl(to_url, databaseUrl, {hidden: true}))
    .filter(({finished_at, from_url}) => !finished_at || sameUrl(from_url, backupUrl, {hidden: false}))
    .sort((a, b) => a.num - b.num)
}

/** Whether two URLs name the same thing, ignoring signature and password; `hidden` is the result if Heroku gives no URL. */
function sameUrl(url: string | null, other: string, {hidden}: {hidden: boolean}): boolean {
  if (!url || !URL.canParse(url)) return hidden
  const [a, b] = [new URL(url), new URL(other)]
  return a.host === b.host && a.pathname === b.pathname
}

function restoreRunning({name}: Transfer, app: string): MigrationError {
  return new MigrationError(`The restore ${name} into this database is still running.`, {
    code: 'restore-running',
    suggestions: [
      `Wait for it with: heroku pg:backups:info ${name} --app ${app}`,
      `Stop it with: heroku pg:backups:cancel ${name} --app ${app}`,
    ],
  })
}
