import {flags as herokuFlags} from '@heroku-cli/command'
import {Flags} from '@oclif/core'

import {MigrationError} from '../lib/core/migration-error.js'
import type {DeployChoice, MigrationOptions, Route} from '../lib/pipeline/migration-input.js'
import {htmlFlag, reportFlag} from './report-files.js'
import {PLAIN_HELP} from './plain-help.js'
import {jobsFlag, sourceFlags, sourceOptions} from './source-flags.js'

/** Flags of `plan`, which finds out everything about the migration but changes nothing. */
export const planFlags = {
  app: herokuFlags.app({required: true, ...PLAIN_HELP}),
  remote: herokuFlags.remote(),
  ...sourceFlags,
  bucket: Flags.string({
    description: "bucket that carries the data to Heroku: your own, or the app's",
    helpValue: 's3://BUCKET/PREFIX|bucketeer|cloudcube',
  }),
  's3-endpoint': Flags.string({
    description: 'S3-compatible service to use instead of AWS',
    env: 'AWS_ENDPOINT_URL_S3',
    helpValue: 'URL',
  }),
  'with-app': Flags.string({
    description: 'another app to stop meanwhile, and to switch if it uses the same MySQL',
    helpValue: 'APP',
    multiple: true,
  }),
  target: Flags.string({
    description: 'existing, empty Heroku Postgres database instead of a new one',
    helpValue: 'DATABASE',
  }),
  plan: Flags.string({
    description: 'plan of the new database [default: the smallest that fits]',
    helpValue: 'PLAN',
    exclusive: ['target'],
  }),
  name: Flags.string({description: 'name of the new add-on', helpValue: 'NAME', exclusive: ['target']}),
}

/** Flags of the migration itself. */
export const migrationFlags = {
  ...planFlags,
  via: Flags.string({
    description:
      'how the rows travel: as an archive in a bucket that Heroku restores, or straight into the database [default: s3 with --bucket, else direct]',
    options: ['s3', 'direct'],
  }),
  json: Flags.boolean({description: 'print events as JSON lines on stdout'}),
  html: htmlFlag,
  report: reportFlag,
  jobs: jobsFlag,
  confirm: Flags.string({
    char: 'c',
    description: 'set to the app name to skip the confirmation',
    helpValue: 'APP',
  }),
  deploy: Flags.string({
    description: 'command that deploys the code that speaks Postgres',
    helpValue: 'COMMAND',
    exclusive: ['no-deploy', 'keep-maintenance'],
  }),
  'no-deploy': Flags.boolean({
    description: 'the code speaks Postgres already',
    exclusive: ['keep-maintenance'],
  }),
  'keep-maintenance': Flags.boolean({
    description: 'stop before the apps come back; pg:migrate-mysql:resume continues',
  }),
  rehearse: Flags.boolean({
    description: 'move the data into a new database with the apps up, and switch nothing',
  }),
}

interface PlanFlagValues {
  app: string
  bucket?: string
  's3-endpoint'?: string
  'with-app'?: string[]
  target?: string
  plan?: string
  name?: string
}

interface DeployFlagValues {
  deploy?: string
  'no-deploy'?: boolean
  'keep-maintenance'?: boolean
  rehearse?: boolean
  via?: string
}

/** Turns the flags' values into the options of the pipeline. */
export async function migrationOptions(
  flags: PlanFlagValues & DeployFlagValues & Parameters<typeof sourceOptions>[0],
): Promise<MigrationOptions> {
  return {
    ...(await sourceOptions(flags)),
    app: flags.app,
    withApps: flags['with-app'] ?? [],
    via: route(flags),
    bucket: flags.bucket,
    s3Endpoint: flags['s3-endpoint'],
    target: flags.target,
    plan: flags.plan,
    addonName: flags.name,
    deploy: deployChoice(flags),
    rehearse: flags.rehearse ?? false,
  }
}

function route({via, bucket}: {via?: string; bucket?: string}): Route {
  if (via === 'direct' && bucket !== undefined)
    throw new MigrationError('--bucket cannot be used with --via direct: no bucket carries the data.', {
      code: 'bucket-unused',
      suggestions: ['Leave out one of them'],
    })
  return via === 's3' || bucket !== undefined ? 's3' : 'direct'
}

function deployChoice(flags: DeployFlagValues): DeployChoice {
  if (flags.deploy !== undefined) return {kind: 'command', command: flags.deploy}
  if (flags['no-deploy']) return {kind: 'none'}
  return {kind: flags['keep-maintenance'] ? 'keep-maintenance' : 'wait'}
}
