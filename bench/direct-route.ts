import type {RunEvent} from '../src/lib/pipeline/run-event.js'
import type {Contestant} from './contestant.js'
import {DIRECT} from './goals.js'
import {herokuCommand, type LinkedCli} from './linked-cli.js'

/** Titles of the steps that move the data. */
const LOAD = /copy into/i
const BUILD = /^build/i

/**
 * The whole migration into a scratch add-on. Its time is that of the steps that move the data and build indexes and keys;
 * processor time and memory are those of the whole run, which verifies, too.
 */
export function directRoute(cli: LinkedCli): Contestant {
  const flags = ['--app', 'sushi', '--via', 'direct', '--rehearse', '--confirm', 'sushi', '--json']
  return {
    name: DIRECT,
    programs: [],
    prepare: cli.start,
    command: () => herokuCommand('pg:migrate-mysql', ...flags),
    options: cli.options,
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
