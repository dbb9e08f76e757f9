import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** Name to value. Values are secrets: never into output, logs or the journal. */
export type ConfigVars = Record<string, string>

/** Null takes a config var away. */
export type ConfigVarUpdates = Record<string, string | null>

/** The app's config vars at this moment, those that belong to add-ons included. */
export async function readConfigVars(api: HerokuApi, app: string): Promise<ConfigVars> {
  return api.platform.get<ConfigVars>(urlPath`/apps/${app}/config-vars`)
}

/** Changes all of `updates` in one call, since each call makes a release and restarts the app. Gives all config vars after it. */
export async function changeConfigVars(
  api: HerokuApi,
  app: string,
  updates: ConfigVarUpdates,
): Promise<ConfigVars> {
  return api.platform.patch<ConfigVars>(urlPath`/apps/${app}/config-vars`, updates)
}

/** The config vars as they were in a release, by version or id. */
export async function configVarsOfRelease(
  api: HerokuApi,
  app: string,
  release: number | string,
): Promise<ConfigVars> {
  return api.platform.get<ConfigVars>(urlPath`/apps/${app}/releases/${release}/config-vars`)
}
