import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** Deletes everything in a database, by the id of its add-on; wait for it with wait-for-database.ts. Needed before a restore is tried again. */
export async function resetDatabase(
  api: HerokuApi,
  addonId: string,
  extensions: readonly string[] = [],
): Promise<void> {
  const wanted = extensions.map(name => name.trim().toLowerCase()).sort()
  await api.data.put(
    urlPath`/client/v11/databases/${addonId}/reset`,
    wanted.length > 0 ? {extensions: wanted} : {},
  )
}
