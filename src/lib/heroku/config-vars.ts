import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** Name to value. Values are secrets: they never go into output, logs or the journal. */
export type ConfigVars = Record<string, string>

/** Null removes a config var. */
export type ConfigVarUpdates = Record<string, string | null>

/** Reads the app's current config vars, those that belong to add-ons included. */
export async function readConfigVars(api: HerokuApi, app: string): Promise<ConfigVars> {
  return api.platform.get<ConfigVars>(urlPath`/apps/${app}/config-vars`)
}

/** Makes all of `updates` in one call, since each call makes a release and restarts the app. Returns all config vars after it. */
export async function changeConfigVars(
  api: HerokuApi,
  app: string,
  updates: ConfigVarUpdates,
): Promise<ConfigVars> {
  return api.platform.patch<ConfigVars>(urlPath`/apps/${app}/config-vars`, updates)
}

/** Reads the config vars as they were in a release, given by version or id. */
export async function configVarsOfRelease(
  api: HerokuApi,
  app: string,
  release: number | string,
): Promise<ConfigVars> {
  return api.platform.get<ConfigVars>(urlPath`/apps/${app}/releases/${release}/config-vars`)
}
