import * as color from '@heroku/heroku-cli-util/color'
import {ux} from '@oclif/core/ux'

import type {MigrationOptions} from '../lib/pipeline/migration-input.js'
import type {MigrationResult} from '../lib/pipeline/run-migration.js'
import {printTables} from './print-tables.js'

/** Prints the final table on stdout, and what to do next. */
export async function printMigrated(
  {addon, tables, serving}: MigrationResult,
  options: MigrationOptions,
): Promise<void> {
  await printTables(tables)
  for (const line of closingLines(addon, serving, options)) ux.stdout(line)
}

function closingLines(addon: string, serving: boolean, {app, rehearse, target}: MigrationOptions): string[] {
  const where = `${color.app(app)}`
  if (rehearse)
    return [
      `The rehearsal succeeded. ${where} still uses MySQL; the data is in ${color.addon(addon)}.`,
      // A database that was there before is not ours to destroy.
      target === undefined
        ? `Remove it with: ${color.command(`heroku addons:destroy ${addon} --app ${app}`)}`
        : `Empty it with: ${color.command(`heroku pg:reset ${addon} --app ${app}`)}`,
    ]
  if (!serving)
    return [
      `The data is in ${color.addon(addon)}, and ${where} waits in maintenance mode for your deploy.`,
      `Then bring it back with: ${color.command(`heroku pg:migrate-mysql:resume --app ${app}`)}`,
    ]
  return [
    `${where} serves from Postgres (${color.addon(addon)}).`,
    `Back it up every day with: ${color.command(`heroku pg:backups:schedule DATABASE_URL --at '02:00 UTC' --app ${app}`)}`,
    'Keep the MySQL add-on until you are sure; nothing was changed in it.',
  ]
}
