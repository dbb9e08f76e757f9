import {readFormation, scaleFormation} from '../heroku/formation.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {readApp} from '../heroku/read-app.js'
import {setMaintenance} from '../heroku/set-maintenance.js'
import {waitUntilNoDynos} from '../heroku/wait-until-no-dynos.js'
import type {Checked} from './check-everything.js'
import type {QuietApp} from './journal.js'
import type {MigrationInput} from './migration-input.js'
import type {Report} from './run-event.js'
import {rideOut, type StepTools} from './run-steps.js'

/** How the apps were before, to be brought back. */
export interface Quiesced {
  quiet: QuietApp[]
}

/** Reports how to undo it by hand, then turns maintenance mode on and stops every process of every app. */
export async function quiesceApps(
  {heroku, apps, journal}: MigrationInput & Checked,
  tools: StepTools,
): Promise<Quiesced> {
  const {report, signal, onFailure} = tools
  const quiet: QuietApp[] = []
  for (const {app} of apps) quiet.push(await rideOut(() => readQuiet(heroku, app.name), tools))
  await journal.update({quiet})
  report({kind: 'undo-commands', commands: quiet.flatMap(undoCommands)})
  for (const before of quiet) {
    onFailure({
      what: `${before.app} serves again as before`,
      run: () => bringBack(heroku, before, report),
      remedy: undoCommands(before).join(' && '),
    })
    await rideOut(() => stop(heroku, before), tools)
  }
  for (const {app} of quiet) {
    await waitUntilNoDynos(heroku, app, {
      signal,
      onWaiting: dynos =>
        report({kind: 'progress', text: `waiting for ${dynos.map(({name}) => name).join(', ')}`}),
    })
  }
  return {quiet}
}

/** Not as the first step found it: that may be long ago, and somebody may have changed it since. */
async function readQuiet(heroku: HerokuApi, app: string): Promise<QuietApp> {
  const {maintenance} = await readApp(heroku, app)
  const formation = await readFormation(heroku, app)
  return {app, maintenance, formation: formation.map(({type, quantity}) => ({type, quantity}))}
}

async function stop(heroku: HerokuApi, {app, formation}: QuietApp): Promise<void> {
  await setMaintenance(heroku, app, true)
  const running = formation.filter(({quantity}) => quantity > 0)
  await scaleFormation(
    heroku,
    app,
    running.map(({type}) => ({type, quantity: 0})),
  )
}

/**
 * Undoes what stopped the app, and no more: process types that were scaled meanwhile or went with a deploy stay as they are. Processes
 * first, so that the first request after maintenance mode is answered.
 */
export async function bringBack(
  heroku: HerokuApi,
  {app, maintenance, formation}: QuietApp,
  report: Report,
): Promise<void> {
  const now = new Map((await readFormation(heroku, app)).map(({type, quantity}) => [type, quantity]))
  const ran = formation.filter(({quantity}) => quantity > 0)
  for (const {type, quantity} of ran) {
    const found = now.get(type)
    if (found === undefined)
      report({kind: 'note', text: `${app} has no process type ${type} any more, of which ${quantity} ran`})
    else if (found !== 0 && found !== quantity)
      report({kind: 'note', text: `${type} of ${app} was scaled to ${found} meanwhile and stays so`})
  }
  await scaleFormation(
    heroku,
    app,
    ran.filter(({type}) => now.get(type) === 0),
  )
  if (!maintenance) await setMaintenance(heroku, app, false)
}

/** What a user types to do the same by hand. */
export function undoCommands({app, maintenance, formation}: QuietApp): string[] {
  const running = formation
    .filter(({quantity}) => quantity > 0)
    .map(({type, quantity}) => `${type}=${quantity}`)
  return [
    ...(running.length > 0 ? [`heroku ps:scale ${running.join(' ')} --app ${app}`] : []),
    ...(maintenance ? [] : [`heroku maintenance:off --app ${app}`]),
  ]
}
