import path from 'node:path'

import {Command, flags} from '@heroku-cli/command'
import * as color from '@heroku/heroku-cli-util/color'
import {ux} from '@oclif/core/ux'

import {resume} from '../../../lib/pipeline/resume.js'
import {PLAIN_HELP} from '../../../ui/plain-help.js'
import {terminalReport} from '../../../ui/terminal-report.js'

export default class Resume extends Command {
  static description = 'continue a migration that waits for its deploy, or put back one that was killed'

  static examples = ['<%= config.bin %> <%= command.id %> --app example-app']

  static baseFlags = Command.baseFlagsWithoutPrompt()
  static promptFlagActive = false
  static flags = {
    app: flags.app({required: true, ...PLAIN_HELP}),
    remote: flags.remote(),
  }

  async run(): Promise<void> {
    const {
      flags: {app},
    } = await this.parse(Resume)
    const ended = await resume(app, {
      client: this.heroku,
      folder: path.join(this.config.dataDir, 'pg-migrate-mysql'),
      report: terminalReport(),
    })
    ux.stdout(
      ended === 'serving'
        ? `${color.app(app)} serves from Postgres.`
        : `${color.app(app)} is as it was before the migration, on MySQL.`,
    )
  }
}
