import path from 'node:path'
import {fileURLToPath} from 'node:url'
import type {RunEvent} from '../src/lib/pipeline/run-event.js'
import {runCommand} from '../sandbox/servers/run-command.js'
import {startSandbox} from '../sandbox/start-sandbox.js'
import type {Contestant, Place} from './contestant.js'
import {DIRECT} from './goals.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const HEROKU = path.join(ROOT, 'node_modules/heroku/bin/run.js')
/** Titles of the steps that move the data. */
const LOAD = /copy into/i
const BUILD = /^build/i

/**
 * The whole migration into a scratch add-on by the real heroku CLI, on a Heroku on loopback. Its time is that of the steps that
 * move the data and build indexes and keys; processor time and memory are those of the whole run, which verifies, too.
 */
export function directRoute(place: Place): Contestant {
  const options = {env: {} as Record<string, string>, keepStdout: true}
  let started = false
  return {
    name: DIRECT,
    programs: [],
    async prepare() {
      if (started) return
      started = true
      const sandbox = await startSandbox({mysqlUrl: place.mysqlUrl, postgresAdminUrl: place.postgresUrl})
      place.stops.unshift(() => sandbox.stop())
      Object.assign(options.env, sandbox.env, {NODE_ENV: 'production'})
      await runCommand([process.execPath, HEROKU, 'plugins:link', '--no-install', ROOT], options.env)
    },
    command() {
      const flags = ['--app', 'sushi', '--via', 'direct', '--rehearse', '--confirm', 'sushi', '--json']
      return [process.execPath, HEROKU, 'pg:migrate-mysql', ...flags]
    },
    options,
    async result({stdout}) {
      const events = stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as RunEvent)
      const loadSeconds = secondsOf(events, LOAD)
      return {loadSeconds, seconds: loadSeconds + secondsOf(events, BUILD)}
    },
  }
}

function secondsOf(events: RunEvent[], title: RegExp): number {
  const steps = events.flatMap(event =>
    event.kind === 'step-finished' && title.test(event.title) ? [event.seconds] : [],
  )
  if (steps.length === 0) throw new Error(`No step matches ${title}.`)
  return steps.reduce((sum, seconds) => sum + seconds, 0)
}
