import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** Turns an app's maintenance mode on or off. Only web traffic is stopped by it: workers go on, see formation.ts. */
export async function setMaintenance(api: HerokuApi, app: string, maintenance: boolean): Promise<void> {
  await api.platform.patch(urlPath`/apps/${app}`, {maintenance})
}
