import type {HerokuApi} from './heroku-api.js'
import {readTransfer} from './transfers.js'
import {urlPath} from './url-path.js'

/** Cancels a restore by its id; `billingApp` is the app that pays for the database. It is fine if it has already ended. */
export async function cancelRestore(api: HerokuApi, billingApp: string, id: string): Promise<void> {
  try {
    await api.data.post(urlPath`/client/v11/apps/${billingApp}/transfers/${id}/actions/cancel`)
  } catch (error) {
    const {finishedAt} = await readTransfer(api, billingApp, id).catch(() => ({finishedAt: null}))
    if (!finishedAt) throw error
  }
}
