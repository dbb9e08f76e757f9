import path from 'node:path'

import {Command, Flags} from '@oclif/core'

import {EXIT, MigrationError} from '../../../lib/core/migration-error.js'
import {dump} from '../../../lib/pipeline/dump.js'
import {archiveOutput} from '../../../lib/pipeline/output/archive-output.js'
import {besideArchive, refusedFile} from '../../../lib/pipeline/output/refused-file.js'
import {jsonReport} from '../../../ui/json-report.js'
import {bytesText} from '../../../lib/core/report/report-text.js'
import {printTables} from '../../../ui/print-tables.js'
import {silenceSdkWarning} from '../../../ui/silence-sdk-warning.js'
import {jobsFlag, sourceFlags, sourceOptions} from '../../../ui/source-flags.js'
import {terminalReport} from '../../../ui/terminal-report.js'
import {withInterruptSignal} from '../../../ui/interrupt-signal.js'

export default class Dump extends Command {
  static description =
    'write a MySQL database as a pg_dump archive, which pg_restore and pg:backups:restore read'

  static examples = [
    '<%= config.bin %> <%= command.id %> --source mysql://user:password@host/database --output app.dump',
    '<%= config.bin %> <%= command.id %> --source JAWSDB_URL --output - | pg_restore --no-owner --dbname app',
    '<%= config.bin %> <%= command.id %> --source JAWSDB_URL --output s3://example-bucket/app.dump',
  ]

  static flags = {
    ...sourceFlags,
    jobs: jobsFlag,
    output: Flags.string({
      char: 'o',
      description: "file, '-' for stdout, or s3://bucket/key",
      helpValue: 'FILE|-|s3://BUCKET/KEY',
      required: true,
    }),
    's3-endpoint': Flags.string({
      description: 'S3-compatible service to use instead of AWS',
      env: 'AWS_ENDPOINT_URL_S3',
      helpValue: 'URL',
    }),
    json: Flags.boolean({description: 'print events as JSON lines on stdout'}),
  }

  async run(): Promise<void> {
    const {flags} = await this.parse(Dump)
    if (flags.json && flags.output === '-')
      throw new MigrationError('--json and --output - both write to stdout.', {code: 'bad-flags'})
    silenceSdkWarning(process.env)
    const report = flags.json ? jsonReport() : terminalReport()
    const folder = path.join(this.config.dataDir, 'pg-migrate-mysql')
    const input = {
      options: await sourceOptions(flags),
      variables: process.env as Record<string, string>,
      output: archiveOutput(flags.output, flags['s3-endpoint']),
      refused: refusedFile(await besideArchive(flags.output, folder, `dump-${Date.now()}`)),
    }
    const {tables, bytes, losses} = await withInterruptSignal(signal => dump.run(input, report, signal))
    if (!flags.json && flags.output !== '-') {
      await printTables(tables)
      this.log(`Wrote ${flags.output}, ${bytesText(bytes)}.`)
    }
    if (losses > 0) this.exit(EXIT.allowedLosses)
  }
}
