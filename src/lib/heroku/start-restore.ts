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
 * Two restores at once would corrupt the database, and the client may send a call twice. So a restore of the same archive
 * that is already running is used, and a duplicate is cancelled. Throws `restore-running` if a different one is running.
 */
export async function startRestore(
  api: HerokuApi,
  addon: Pick<AddOn, 'app' | 'id'>,
  backupUrl: string,
  extensions: readonly string[] = [],
): Promise<Transfer> {
  const {url} = await readDatabase(api, addon.id)
  const running = (): Promise<RawTransfer[]> => runningRestores(api, addon.app.id, url)
  const [first] = await running()
  if (!first) return toTransfer(await startOnce(api, addon, {backupUrl, extensions, running}))
  if (sameUrl(first.from_url, backupUrl, {hidden: false})) return toTransfer(first)
  throw restoreRunning(toTransfer(first), addon.app.name)
}

interface Start {
  backupUrl: string
  extensions: readonly string[]
  running: () => Promise<RawTransfer[]>
}

/** Losing the answer is not a failure if the list shows that the restore is running. */
async function startOnce(
  api: HerokuApi,
  {id, app}: Pick<AddOn, 'app' | 'id'>,
  {backupUrl, extensions, running}: Start,
): Promise<RawTransfer> {
  const posted = await post(api, id, backupUrl, extensions)
  // The list only confirms: if it cannot be read, the answer to the POST decides alone.
  const [oldest, ...twins] = await running().catch(() => [])
  for (const twin of twins) await cancelRestore(api, app.id, twin.uuid)
  if (oldest) return oldest
  if (posted instanceof MigrationError) throw posted
  return posted
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

/** Restores into this database that have not ended, oldest first. */
async function runningRestores(
  api: HerokuApi,
  billingApp: string,
  databaseUrl: string,
): Promise<RawTransfer[]> {
  const transfers = await api.data.get<RawTransfer[]>(urlPath`/client/v11/apps/${billingApp}/transfers`)
  return transfers
    .filter(({to_type, finished_at}) => to_type === 'pg_restore' && !finished_at)
    .filter(({to_url}) => sameUrl(to_url, databaseUrl, {hidden: true}))
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
