import {postgresUrl} from '../servers.js'
import type {Scene} from './start-scene.js'

/** A superuser's URL of the database that is being filled. */
export function targetUrl({sandbox}: Scene): string {
  const vars = sandbox.heroku.configVars('sushi')
  const [, url = ''] = Object.entries(vars).find(([name]) => /^(MIGRATION|GOAL)_.*URL$/.test(name)) ?? []
  return Object.assign(new URL(postgresUrl()), {pathname: new URL(url).pathname}).href
}
