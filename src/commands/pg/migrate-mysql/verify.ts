import {Command, flags as herokuFlags} from '@heroku-cli/command'
import {Flags} from '@oclif/core'

import {EXIT, MigrationError} from '../../../lib/core/migration-error.js'
import {verify} from '../../../lib/pipeline/verify.js'
import {withInterruptSignal} from '../../../ui/interrupt-signal.js'
import {jsonReport} from '../../../ui/json-report.js'
import {readPlanFile} from '../../../ui/read-plan-file.js'
import {htmlFlag, reportFlag, reportOutputs, withReport} from '../../../ui/report-files.js'
import {jobsFlag, sourceFlags, sourceOptions} from '../../../ui/source-flags.js'
import {PLAIN_HELP} from '../../../ui/plain-help.js'
import {terminalReport} from '../../../ui/terminal-report.js'

export default class Verify extends Command {
  static description = 'compare a MySQL database with the Postgres database it was moved to'

  static examples = [
    '<%= config.bin %> <%= command.id %> --app example-app',
    '<%= config.bin %> <%= command.id %> --source mysql://user:password@host/database --target postgres://user:password@host/database',
  ]

  static baseFlags = Command.baseFlagsWithoutPrompt()
  static promptFlagActive = false
  static flags = {
    app: herokuFlags.app(PLAIN_HELP),
    remote: herokuFlags.remote(),
    ...sourceFlags,
    jobs: jobsFlag,
    target: Flags.string({
      description: "Postgres URL, or name of one of the app's databases [default: DATABASE]",
      helpValue: 'DATABASE|URL',
    }),
    plan: Flags.string({
      description: 'file in which a migration kept its names, rules, allowed hazards and chosen tables',
      helpValue: 'FILE',
      exclusive: ['names', 'rules', 'allow', 'include', 'exclude'],
    }),
    'no-values': Flags.boolean({description: 'name rows that differ by their keys, without their values'}),
    html: htmlFlag,
    report: reportFlag,
    json: Flags.boolean({description: 'print events as JSON lines on stdout'}),
  }

  async run(): Promise<void> {
    const {flags} = await this.parse(Verify)
    if (!flags.app && !(flags.source && flags.target?.includes('://')))
      throw new MigrationError('Nothing was named to compare.', {
        code: 'bad-flags',
        suggestions: ['Give --app APP, or both --source URL and --target URL'],
      })
    const choices = flags.plan === undefined ? {} : await readPlanFile(flags.plan)
    const input = {
      options: {...(await sourceOptions(flags)), ...choices},
      hideValues: flags['no-values'],
      heroku: flags.app ? {app: flags.app, client: this.heroku} : undefined,
      target: flags.target,
      variables: process.env as Record<string, string>,
    }
    const report = flags.json ? jsonReport() : terminalReport()
    const {tables, losses} = await withInterruptSignal(signal =>
      withReport(
        {kind: 'verification', app: flags.app ?? null, allow: input.options.allow},
        {report, outputs: reportOutputs(flags)},
        watch => verify.run(input, watch, signal),
      ),
    )
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    if (!flags.json)
      this.log(
        `No differences: ${tables.length} tables, every value of ${rows.toLocaleString('en')} rows, their keys and sequences.`,
      )
    if (losses > 0) this.exit(EXIT.allowedLosses)
  }
}
