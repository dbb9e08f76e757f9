import {Command} from '@heroku-cli/command'

import {runPlanning} from '../../../lib/pipeline/run-migration.js'
import {withInterruptSignal} from '../../../ui/interrupt-signal.js'
import {jsonReport} from '../../../ui/json-report.js'
import {migrationOptions, planFlags} from '../../../ui/migration-flags.js'
import {silenceSdkWarning} from '../../../ui/silence-sdk-warning.js'
import {terminalReport} from '../../../ui/terminal-report.js'

export default class Plan extends Command {
  static description = 'show what pg:migrate-mysql would do, without changing anything'

  static examples = [
    '<%= config.bin %> <%= command.id %> --app example-app --bucket s3://example-bucket/migration',
    '<%= config.bin %> <%= command.id %> --app example-app --bucket bucketeer --json',
  ]

  static baseFlags = Command.baseFlagsWithoutPrompt()
  static promptFlagActive = false
  static flags = planFlags

  async run(): Promise<void> {
    const {flags} = await this.parse(Plan)
    const options = await migrationOptions(flags)
    silenceSdkWarning(process.env)
    const report = flags.json ? jsonReport() : terminalReport()
    await withInterruptSignal(signal => runPlanning(options, {client: this.heroku, report, signal}))
  }
}
