import {Command} from '@heroku-cli/command'
import {Flags} from '@oclif/core'

import {runPlanning} from '../../../lib/pipeline/run-migration.js'
import {withInterruptSignal} from '../../../ui/interrupt-signal.js'
import {migrationOptions, planFlags} from '../../../ui/migration-flags.js'
import {htmlFlag, reportJson, reportOutputs, withReport, type ReportOutput} from '../../../ui/report-files.js'
import {silenceSdkWarning} from '../../../ui/silence-sdk-warning.js'
import {terminalReport} from '../../../ui/terminal-report.js'

export default class Plan extends Command {
  static description = 'show what pg:migrate-mysql would do, without changing anything'

  static examples = [
    '<%= config.bin %> <%= command.id %> --app example-app --bucket s3://example-bucket/migration',
    '<%= config.bin %> <%= command.id %> --app example-app --html plan.html --sql schema.sql',
    '<%= config.bin %> <%= command.id %> --app example-app --json',
  ]

  static baseFlags = Command.baseFlagsWithoutPrompt()
  static promptFlagActive = false
  static flags = {
    ...planFlags,
    html: htmlFlag,
    sql: Flags.string({
      description: 'write all SQL of the new database as a script for psql',
      helpValue: 'FILE',
    }),
    json: Flags.boolean({description: 'print the report as one JSON document on stdout'}),
  }

  async run(): Promise<void> {
    const {flags} = await this.parse(Plan)
    const options = await migrationOptions(flags)
    silenceSdkWarning(process.env)
    const {html, sql, json} = flags
    const outputs = [
      ...reportOutputs({html}),
      ...(sql === undefined ? [] : [{file: sql, text: sqlScript}]),
      ...(json ? [{file: null, text: reportJson}] : []),
    ]
    await withInterruptSignal(signal =>
      withReport(
        {kind: 'plan', app: options.app, allow: options.allow},
        {report: terminalReport(), outputs},
        report => runPlanning(options, {client: this.heroku, report, signal}),
      ),
    )
  }
}

const sqlScript: ReportOutput['text'] = (_, collector) => collector.script()
