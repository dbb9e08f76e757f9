import {configVarChanges} from '../core/config-var-changes.js'
import {appConnections} from '../core/connection-budget.js'
import type {ReportApp} from '../core/report/migration-report.js'
import {appAttachments} from '../heroku/attachments.js'
import {readFormation} from '../heroku/formation.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {sourceVars, type MigratedApp} from './check-apps.js'
import type {ChosenSource} from './choose-source.js'

/** Only its form matters, which decides the config vars that can hold it; it is never set. */
const ANY_POSTGRES = 'postgres://user:password@host:5432/database'

/** Finds what will happen to each app: the processes that stop, and the config vars that change, found as the switch finds them. */
export async function planApps(
  heroku: HerokuApi,
  apps: readonly MigratedApp[],
  source: ChosenSource,
): Promise<ReportApp[]> {
  const planned: ReportApp[] = []
  for (const [at, {app, configVars}] of apps.entries()) {
    const formation = await readFormation(heroku, app.name)
    const stops = formation.filter(({quantity}) => quantity > 0).map(({type, quantity}) => ({type, quantity}))
    const own = sourceVars(configVars, source)
    const isSwitched = at === 0 || own.length > 0
    planned.push({
      app: app.name,
      stops,
      connections: isSwitched ? appConnections(stops, configVars) : null,
      ...(isSwitched
        ? await changesOf(heroku, {app, configVars}, own)
        : {configVars: [], notes: ['It holds no MySQL config: nothing to switch.']}),
    })
  }
  return planned
}

async function changesOf(
  heroku: HerokuApi,
  {app, configVars}: MigratedApp,
  own: readonly string[],
): Promise<Pick<ReportApp, 'configVars' | 'notes'>> {
  const attachments = await appAttachments(heroku, app.name)
  const {set, saved, notes} = configVarChanges(configVars, own, {
    ownedByAddons: attachments.flatMap(attachment => attachment.configVars),
    postgresUrl: ANY_POSTGRES,
  })
  return {
    configVars: Object.entries(saved).map(([name, keptAs]) => ({
      name,
      // The new database's attachment takes the place of DATABASE_URL.
      change: set[name] === null && name !== 'DATABASE_URL' ? 'goes' : 'points at Postgres',
      keptAs,
    })),
    notes: ['DATABASE_URL will name the new database.', ...notes],
  }
}
