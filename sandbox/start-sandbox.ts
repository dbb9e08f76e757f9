import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import type {AppFixture} from './heroku/add-app.js'
import {demoApps, type DemoAppsOptions} from './heroku/demo-apps.js'
import type {Faults} from './heroku/faults.js'
import type {Settings} from './heroku/settings.js'
import {startHeroku, type RunningHeroku} from './heroku/start-heroku.js'
import {startS3, type S3Server} from './s3/start-s3.js'
import {sandboxEnvironment} from './sandbox-environment.js'

/** Options of the sandbox. */
export interface SandboxOptions {
  /** The MySQL or MariaDB database that the demo's apps use. */
  mysqlUrl: string
  /** A superuser's URL of the Postgres server that holds the add-ons' databases. */
  postgresAdminUrl: string
  /** First words of a command that runs that server's version; pg_restore and pg_dump on PATH when absent. */
  pgRestore?: string[]
  pgDump?: string[]
  /** Apps to use instead of the demo's. */
  apps?: AppFixture[]
  /** Variations of the demo's apps; `bucketeer` gives `sushi` the bucket as an add-on. */
  demo?: Omit<DemoAppsOptions, 'bucketeer' | 'mysqlUrl'> & {bucketeer?: boolean}
  settings?: Partial<Settings>
  /** Port of Heroku's API; any free one when absent. */
  port?: number
}

/** The sandbox while it runs. */
export interface Sandbox {
  /** What the `heroku` CLI, the plugin and the AWS SDK need in their environment. */
  env: Record<string, string>
  herokuUrl: string
  heroku: RunningHeroku
  s3: S3Server
  /** The bucket that exists from the start. */
  bucket: string
  /** Simulated failures of Heroku's API; for those of S3 see `s3`. */
  faults: Faults
  /** Stops everything and removes what it created: databases, roles, folders. */
  stop(): Promise<void>
}

const TOKEN = 'sandbox-token'
const KEYS = {accessKeyId: 'AKIASANDBOX', secretAccessKey: 'sandbox/secret+key', region: 'us-east-1'}
const BUCKET = 'sushi-migration'

/** Starts Heroku and S3 on loopback, with database servers that are already running. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const {mysqlUrl, demo = {}} = options
  const s3 = await startS3({...KEYS, buckets: [BUCKET]})
  const location = {...KEYS, endpoint: s3.endpoint, bucket: BUCKET}
  const bucketeer = demo.bucketeer ? location : undefined
  const apps = options.apps ?? demoApps({...demo, mysqlUrl, bucketeer})
  const heroku = await startHeroku({...options, apps, token: TOKEN})
  const home = await mkdtemp(path.join(tmpdir(), 'heroku-sandbox-home-'))
  return {
    env: await sandboxEnvironment({herokuUrl: heroku.url, token: TOKEN, home, s3: location}),
    herokuUrl: heroku.url,
    heroku,
    s3,
    bucket: BUCKET,
    faults: heroku.faults,
    async stop() {
      await heroku.stop()
      await s3.stop()
      await rm(home, {recursive: true, force: true})
    },
  }
}
