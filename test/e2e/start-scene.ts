import {mkdir, mkdtemp, readdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {ListObjectsV2Command, S3Client} from '@aws-sdk/client-s3'
import type {Fault} from '../../sandbox/heroku/faults.js'
import {startSandbox, type Sandbox, type SandboxOptions} from '../../sandbox/start-sandbox.js'
import {postgresUrl} from '../servers.js'
import {stateOf, type SandboxState} from './app-state.js'
import {packPlugin} from './pack-plugin.js'
import {runHeroku, type HerokuRun} from './run-heroku.js'

/** A sandbox with the plugin in its heroku CLI, and what it was like at the start. */
export interface Scene {
  sandbox: Sandbox
  /** For runs with another environment: a copy, to be changed freely. */
  env: Record<string, string>
  before: SandboxState
  /** Runs `heroku pg:migrate-mysql…`; the first argument may be the rest of the command: `:plan`. */
  migrate(args: string[], watch?: Parameters<typeof runHeroku>[2]): Promise<HerokuRun>
  /** The environment of another machine, which knows nothing of the runs on this one. */
  otherEnv(): Promise<Record<string, string>>
  /** `s3://…` in the sandbox's bucket. */
  bucketUrl: string
  /** Orders a failure of Heroku's API, ahead of all that is ordered already. */
  order(fault: Fault): void
  /** Keys in the bucket. */
  objects(): Promise<string[]>
  /** The text of all journals of this scene's CLI. */
  journals(): Promise<string>
  stop(): Promise<void>
}

const QUICK = {
  provisionDelayMs: 50,
  deprovisionDelayMs: 50,
  dynoStartDelayMs: 10,
  dynoStopDelayMs: 50,
  transferDelayMs: 0,
  releasePhaseDelayMs: 100,
}

/**
 * The plugin looks every few seconds whether Heroku is done. Answers that come late enough to say "done" at the first
 * look make a run of seconds out of one of half a minute, and the plugin is what users have.
 */
const LATE_ANSWERS: Fault[] = [
  {method: 'GET', path: '^/apps/[^/]+/addons/', delayMs: 500, times: Infinity},
  {method: 'GET', path: '^/apps/[^/]+/dynos', delayMs: 200, times: Infinity},
  {method: 'GET', path: '/transfers/', delayMs: 1200, times: Infinity},
  {method: 'GET', path: '^/apps/[^/]+/releases/', delayMs: 200, times: Infinity},
]

/** Starts a sandbox whose apps use `mysqlUrl`, and links the packed plugin into its CLI. */
export async function startScene(
  mysqlUrl: string,
  {settings, ...options}: Partial<SandboxOptions> = {},
): Promise<Scene> {
  const {folder} = await packPlugin()
  const sandbox = await startSandbox({
    mysqlUrl,
    postgresAdminUrl: postgresUrl(),
    settings: {...QUICK, ...settings},
    ...options,
  })
  const {faults} = sandbox
  for (const fault of LATE_ANSWERS) faults.add(fault)
  const env = {...sandbox.env, NODE_OPTIONS: `--import=${new URL('offline.mjs', import.meta.url).href}`}
  await linkPlugin(folder, env)
  return {
    sandbox,
    env,
    before: stateOf(sandbox),
    migrate([first = '', ...rest], watch) {
      const args = first.startsWith(':')
        ? [`pg:migrate-mysql${first}`, ...rest]
        : ['pg:migrate-mysql', first, ...rest]
      return runHeroku(args, env, watch)
    },
    async otherEnv() {
      const other = {...env, XDG_DATA_HOME: await mkdtemp(path.join(sandbox.env.HOME ?? '', 'data-'))}
      await linkPlugin(folder, other)
      return other
    },
    bucketUrl: `s3://${sandbox.bucket}/moves`,
    order(fault) {
      const others = faults.list()
      faults.clear()
      for (const each of [fault, ...others]) faults.add(each)
    },
    objects: () => objectsIn(sandbox),
    journals: () => readJournals(env),
    stop: () => sandbox.stop(),
  }
}

/** What `heroku plugins:link` wrote the first time: it writes the same in every HOME. */
let linked: string | undefined

async function linkPlugin(folder: string, env: Record<string, string>): Promise<void> {
  const file = path.join(env.XDG_DATA_HOME ?? '', 'heroku', 'package.json')
  if (linked === undefined) {
    const {code, stderr} = await runHeroku(['plugins:link', '--no-install', folder], env)
    if (code !== 0) throw new Error(`heroku plugins:link ended with ${code}:\n${stderr}`)
    linked = await readFile(file, 'utf8')
  } else {
    await mkdir(path.dirname(file), {recursive: true})
    await writeFile(file, linked)
  }
}

async function objectsIn({s3, bucket, env}: Sandbox): Promise<string[]> {
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: env.AWS_REGION,
    forcePathStyle: true,
    credentials: {accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? ''},
  })
  const {Contents = []} = await client.send(new ListObjectsV2Command({Bucket: bucket}))
  return Contents.map(({Key = ''}) => Key)
}

async function readJournals({XDG_DATA_HOME = ''}: Record<string, string>): Promise<string> {
  const folder = path.join(XDG_DATA_HOME, 'heroku', 'pg-migrate-mysql')
  const names = await readdir(folder).catch(() => [])
  const texts = await Promise.all(names.map(name => readFile(path.join(folder, name), 'utf8')))
  return texts.join('\n')
}

/** Does something in a scene of its own, which is stopped afterwards, however that went. */
export async function inScene(
  mysqlUrl: string,
  options: Partial<SandboxOptions> | undefined,
  work: (scene: Scene) => Promise<void>,
): Promise<void> {
  const scene = await startScene(mysqlUrl, options)
  try {
    await work(scene)
  } finally {
    await scene.stop()
  }
}
