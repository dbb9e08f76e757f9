import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import type {AppFixture} from './heroku/add-app.js'
import {demoApps} from './heroku/demo-apps.js'
import type {Faults} from './heroku/faults.js'
import {startHeroku, type RunningHeroku} from './heroku/start-heroku.js'
import type {Settings} from './heroku/settings.js'
import {sandboxEnvironment} from './sandbox-environment.js'

export interface SandboxOptions {
  /** The MySQL or MariaDB database that the demo's apps use. */
  mysqlUrl: string
  /** A superuser's URL of the Postgres server on which add-ons are made. */
  postgresAdminUrl: string
  /** Programs of that server's version; found on PATH where left out. */
  pgRestore?: string
  pgDump?: string
  /** The demo's apps where left out. */
  apps?: AppFixture[]
  settings?: Partial<Settings>
  port?: number
}

export interface Sandbox {
  /** What the `heroku` CLI, the plugin and the AWS SDK need in their environment. */
  env: Record<string, string>
  herokuUrl: string
  heroku: RunningHeroku
  faults: Faults
  /** Stops everything and removes all it made: databases, roles, folders. */
  stop(): Promise<void>
}

const TOKEN = 'sandbox-token'
const S3 = {accessKeyId: 'AKIASANDBOX', secretAccessKey: 'sandbox/secret+key', region: 'us-east-1'}

/** Starts Heroku and S3 on loopback. The database servers are given: they are started elsewhere. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const home = await mkdtemp(path.join(tmpdir(), 'heroku-sandbox-home-'))
  const apps = options.apps ?? demoApps({mysqlUrl: options.mysqlUrl})
  const heroku = await startHeroku({...options, apps, token: TOKEN})
  const s3 = {...S3, endpoint: 'http://127.0.0.1:9', bucket: 'sushi-migration'}
  const env = await sandboxEnvironment({herokuUrl: heroku.url, token: TOKEN, home, s3})
  return {
    env,
    herokuUrl: heroku.url,
    heroku,
    faults: heroku.faults,
    async stop() {
      await heroku.stop()
      await rm(home, {recursive: true, force: true})
    },
  }
}
