import {findSources} from '../core/find-sources.js'
import type {Problem} from '../core/problem.js'
import {addonAttachments, unknownApps} from '../heroku/attachments.js'
import {readConfigVars} from '../heroku/config-vars.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {listAddons} from '../heroku/read-addons.js'
import {readApp, type App} from '../heroku/read-app.js'
import {attempt} from './attempt.js'
import type {ChosenSource} from './choose-source.js'

/** An app that is quiesced while the data moves. */
export interface MigratedApp {
  app: App
  /** As they were at the first look. They hold passwords: never printed, never kept. */
  configVars: Record<string, string>
}

/** Reads the apps and their config vars; an app that cannot be had is a problem. */
export async function readApps(
  heroku: HerokuApi,
  names: readonly string[],
): Promise<{apps: MigratedApp[]; problems: Problem[]}> {
  const problems: Problem[] = []
  const apps: MigratedApp[] = []
  for (const name of new Set(names)) {
    const found = await attempt(problems, async () => ({
      app: await readApp(heroku, name),
      configVars: await readConfigVars(heroku, name),
    }))
    if (found) apps.push(found)
  }
  return {apps, problems}
}

/** What about the apps stands against the migration: shielded spaces, and other apps that use the same MySQL add-on. */
export async function appProblems(
  heroku: HerokuApi,
  apps: readonly MigratedApp[],
  source: ChosenSource,
): Promise<Problem[]> {
  const [main] = apps
  if (!main) return []
  const addons = await listAddons(heroku, main.app.name)
  const addon = addons.find(({configVars}) => configVars.some(name => source.configVars.includes(name)))
  if (!addon) return []
  const names = apps.map(({app}) => app.name)
  const others = unknownApps(await addonAttachments(heroku, addon.id), names)
  return others.map(name => ({
    code: 'other-app-attached',
    what: `${name} uses the MySQL add-on ${addon.name}, too, and would go on writing to it.`,
    remedy: `Quiesce and move it along: --with-app ${name}`,
  }))
}

/** The config vars of an app that name this source, under whatever name and in whatever form. */
export function sourceVars(configVars: Record<string, string>, {address}: ChosenSource): string[] {
  return findSources(configVars)
    .filter(
      candidate =>
        candidate.address.host === address.host &&
        candidate.address.port === address.port &&
        candidate.address.database === address.database,
    )
    .flatMap(candidate => candidate.configVars)
}
