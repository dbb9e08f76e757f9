import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** Turns an app's maintenance mode on or off. It stops only web traffic: workers keep running, see formation.ts. */
export async function setMaintenance(api: HerokuApi, app: string, maintenance: boolean): Promise<void> {
  await api.platform.patch(urlPath`/apps/${app}`, {maintenance})
}
