import type * as Heroku from '@heroku-cli/schema'

import type {Complete} from './complete.js'
import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** How many dynos run a process type, and of which size. */
export interface ProcessType {
  /** `web`, `worker`. */
  type: string
  quantity: number
  /** `Basic`, `Standard-1X`. */
  size: string
}

/** Reads the app's process types, those with 0 dynos included; empty before the first deploy. */
export async function readFormation(api: HerokuApi, app: string): Promise<ProcessType[]> {
  const formation = await api.platform.get<Array<Complete<Heroku.Formation>>>(urlPath`/apps/${app}/formation`)
  return formation.map(({type, quantity, size}) => ({type, quantity, size}))
}

/** Sets the quantities in one call. A size is left as it is when `size` is absent. */
export async function scaleFormation(
  api: HerokuApi,
  app: string,
  updates: ReadonlyArray<{type: string; quantity: number; size?: string}>,
): Promise<void> {
  if (updates.length === 0) return
  await api.platform.patch(urlPath`/apps/${app}/formation`, {
    updates: updates.map(({type, quantity, size}) => ({type, quantity, ...(size && {size})})),
  })
}
