import {addRelease} from './add-release.js'
import {ApiError, invalid} from './api-error.js'
import {attachmentVars, configVars} from './app-config.js'
import {bodyField} from './body-field.js'
import {findApp} from './find-resource.js'
import type {App, HerokuState} from './heroku-state.js'
import {route, type Route} from './router.js'

export function configVarRoutes(state: HerokuState): Route[] {
  return [
    route('GET', '/apps/:app/config-vars', ({params}) => ({
      status: 200,
      body: configVars(state, findApp(state, params.app)),
    })),
    route('PATCH', '/apps/:app/config-vars', ({params, body}) => {
      const app = findApp(state, params.app)
      changeUserVars(state, app, body)
      return {status: 200, body: configVars(state, app)}
    }),
  ]
}

function changeUserVars(state: HerokuState, app: App, body: unknown): void {
  const changes = readChanges(body)
  const owned = Object.keys(changes).filter(name => name in attachmentVars(state, app))
  if (owned.length > 0) throw invalid(`Cannot overwrite attachment values ${owned.join(', ')}.`)

  const set = Object.keys(changes).filter(
    name => changes[name] !== null && changes[name] !== app.userVars[name],
  )
  const unset = Object.keys(changes).filter(name => changes[name] === null && name in app.userVars)
  app.userVars = Object.fromEntries(
    Object.entries({...app.userVars, ...changes}).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  )
  if (set.length + unset.length > 0) addRelease(state, app, describeChange(set, unset))
}

function readChanges(body: unknown): Record<string, string | null> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ApiError(400, 'bad_request', 'The request body has to be an object.')
  for (const name of Object.keys(body)) {
    const value = bodyField(body, name)
    if (!/^\w+$/.test(name)) throw invalid(`The config var name ${name} is invalid.`)
    if (value !== null && typeof value !== 'string') throw invalid(`The value of ${name} has to be a string.`)
  }

  return body as Record<string, string | null>
}

function describeChange(set: string[], unset: string[]): string {
  const parts = [
    ...(set.length > 0 ? [`Set ${set.join(', ')} config vars`] : []),
    ...(unset.length > 0 ? [`Remove ${unset.join(', ')} config vars`] : []),
  ]
  return parts.join(', ')
}
