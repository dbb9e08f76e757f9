import type {Problem} from '../core/problem.js'
import {isAdvanced} from '../core/postgres-plans.js'
import {MigrationError} from '../core/migration-error.js'
import {appAttachments} from '../heroku/attachments.js'
import type {HerokuApi} from '../heroku/heroku-api.js'
import {readAddon, type AddOn} from '../heroku/read-addons.js'
import {readDatabase} from '../heroku/read-database.js'
import {checkTarget} from '../postgres/check-target.js'
import {connectTarget} from '../postgres/connect.js'

/** The Heroku Postgres database that the data goes to. */
export interface Target {
  addon: AddOn
  /** It holds the password: never printed. */
  url: string
}

/** Finds an existing database by the name of its add-on or attachment. Throws `target-not-found` or `plan-advanced`. */
export async function findTarget(heroku: HerokuApi, app: string, name: string): Promise<Target> {
  const attachments = await appAttachments(heroku, app)
  const wanted = name.replace(/_URL$/, '')
  const attachment = attachments.find(({addon, name: attached}) => addon.name === name || attached === wanted)
  if (!attachment)
    throw new MigrationError(`Couldn't find the database ${name} on ${app}.`, {
      code: 'target-not-found',
      suggestions: [`See the app's databases with: heroku pg:info --app ${app}`],
    })
  const addon = await readAddon(heroku, attachment.addon.app.name, attachment.addon.name)
  if (isAdvanced(addon.plan))
    throw new MigrationError(
      `${addon.name} is Heroku Postgres Advanced, which cannot restore a backup from a URL.`,
      {
        code: 'plan-advanced',
        suggestions: ['Leave --target out to create an essential or standard database'],
      },
    )
  return {addon, url: (await readDatabase(heroku, addon.id)).url}
}

/** Problems that rule out restoring into the database: existing contents, or missing privileges. */
export async function targetProblems({url}: Target, options?: {patience: number}): Promise<Problem[]> {
  const client = await connectTarget(url, options)
  try {
    return await checkTarget(client)
  } finally {
    await client.end()
  }
}
