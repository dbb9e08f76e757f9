import path from 'node:path'

import {Command} from '@heroku-cli/command'

import {EXIT} from '../../../lib/core/migration-error.js'
import {runMigration} from '../../../lib/pipeline/run-migration.js'
import {runDeploy, waitForDeploy} from '../../../ui/await-deploy.js'
import {confirmApp, refuseUnconfirmable} from '../../../ui/confirm-app.js'
import {withInterruptSignal} from '../../../ui/interrupt-signal.js'
import {jsonReport} from '../../../ui/json-report.js'
import {migrationFlags, migrationOptions} from '../../../ui/migration-flags.js'
import {printMigrated} from '../../../ui/print-migrated.js'
import {reportOutputs, withReport} from '../../../ui/report-files.js'
import {silenceSdkWarning} from '../../../ui/silence-sdk-warning.js'
import {terminalReport} from '../../../ui/terminal-report.js'

export default class Migrate extends Command {
  static description = 'move an app from MySQL or MariaDB to Heroku Postgres'

  static examples = [
    '<%= config.bin %> <%= command.id %> --app example-app',
    '<%= config.bin %> <%= command.id %> --app example-app --bucket s3://example-bucket/migration',
    '<%= config.bin %> <%= command.id %> --app example-app --bucket bucketeer --rehearse',
    '<%= config.bin %> <%= command.id %> --app example-app --with-app example-worker --bucket cloudcube --deploy "git push heroku main"',
  ]

  static baseFlags = Command.baseFlagsWithoutPrompt()
  static promptFlagActive = false
  static flags = migrationFlags

  async run(): Promise<void> {
    const {flags} = await this.parse(Migrate)
    const options = await migrationOptions(flags)
    silenceSdkWarning(process.env)
    const confirmation = {
      app: options.app,
      confirm: flags.confirm,
      withApps: options.withApps,
      rehearse: options.rehearse,
    }
    refuseUnconfirmable(confirmation, options, Boolean(process.stdin.isTTY))
    const result = await withInterruptSignal(
      signal =>
        withReport(
          {kind: options.rehearse ? 'rehearsal' : 'migration', app: options.app, allow: options.allow},
          {report: flags.json ? jsonReport() : terminalReport(), outputs: reportOutputs(flags)},
          report =>
            runMigration(options, {
              client: this.heroku,
              folder: path.join(this.config.dataDir, 'pg-migrate-mysql'),
              report,
              signal,
              confirm: (plan, stop) => confirmApp(plan, confirmation, stop),
              waitForDeploy,
              runDeploy,
            }),
        ),
      `Put back what was changed with: heroku pg:migrate-mysql:resume --app ${options.app}`,
    )
    if (!flags.json) await printMigrated(result, options)
    if (result.losses > 0) this.exit(EXIT.allowedLosses)
  }
}
