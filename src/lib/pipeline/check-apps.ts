import {findSources} from '../core/find-sources.js'
import type {Problem} from '../core/problem.js'
import {addonAttachments, appAttachments, unknownApps} from '../heroku/attachments.js'
import {readConfigVars} from '../heroku/config-vars.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {readApp, type App} from '../heroku/read-app.js'
import {attempt} from './attempt.js'
import type {ChosenSource} from './choose-source.js'

/** An app that is quiesced while the data moves. */
export interface MigratedApp {
  app: App
  /** As first read. They hold passwords: never printed, never stored. */
  configVars: Record<string, string>
}

/** Reads the apps and their config vars; an app that cannot be read is a problem. */
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

/** Problems of the apps that rule out the migration: private spaces, and other apps that use the same MySQL add-on. */
export async function appProblems(
  heroku: HerokuApi,
  apps: readonly MigratedApp[],
  source: ChosenSource,
): Promise<Problem[]> {
  const problems = apps.flatMap(({app}) => (app.space === null ? [] : [privateSpace(app)]))
  const others = await attempt(problems, () => otherApps(heroku, apps, source))
  return [...problems, ...(others ?? [])]
}

/** Databases in a private space accept no connections from outside, so nothing could be verified. */
function privateSpace({name, space}: App): Problem {
  return {
    code: 'private-space',
    what: `${name} runs in the private space ${space}, whose databases cannot be reached from here.`,
    remedy:
      'Write the archive with heroku pg:migrate-mysql:dump, and restore it with heroku pg:backups:restore',
  }
}

async function otherApps(
  heroku: HerokuApi,
  apps: readonly MigratedApp[],
  source: ChosenSource,
): Promise<Problem[]> {
  const [main] = apps
  if (!main) return []
  const attachments = await appAttachments(heroku, main.app.name)
  // Config vars are found by the address, too: a URL given as --source names none.
  const names = new Set([...source.configVars, ...sourceVars(main.configVars, source)])
  const mysql = attachments.find(({configVars}) => configVars.some(name => names.has(name)))
  if (!mysql) return []
  const known = apps.map(({app}) => app.name)
  return unknownApps(await addonAttachments(heroku, mysql.addon.id), known).map(name => ({
    code: 'other-app-attached',
    what: `${name} uses the MySQL add-on ${mysql.addon.name}, too, and would keep writing to it.`,
    remedy: `Stop it during the migration and move it, too: --with-app ${name}`,
  }))
}

/** The config vars of an app that point at this source, whatever their name and form. */
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
