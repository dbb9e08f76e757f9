import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {runCommand} from '../sandbox/servers/run-command.js'
import {startSandbox} from '../sandbox/start-sandbox.js'
import type {Place} from './contestant.js'
import type {MeasureOptions} from './measure.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const HEROKU = path.join(ROOT, 'node_modules/heroku/bin/run.js')

/** The real heroku CLI with this plugin, and the sandbox's Heroku on loopback that it talks to. */
export interface LinkedCli {
  /** Starts the sandbox's Heroku; further calls do nothing. */
  start(): Promise<void>
  /** Complete when it has started. */
  options: MeasureOptions & {env: Record<string, string>}
}

/** Links the CLI for the data set of a place. */
export function linkedCli({mysqlUrl, postgresUrl, stops}: Place): LinkedCli {
  const options = {env: {} as Record<string, string>, keepStdout: true}
  let started: Promise<void> | undefined
  const startOnce = async (): Promise<void> => {
    const sandbox = await startSandbox({
      mysqlUrl,
      postgresAdminUrl: postgresUrl,
      demo: {clientAttached: false},
    })
    stops.unshift(() => sandbox.stop())
    Object.assign(options.env, sandbox.env, {NODE_ENV: 'production'})
    await runCommand(herokuCommand('plugins:link', '--no-install', ROOT), options.env)
  }
  return {
    options,
    start() {
      started ??= startOnce()
      return started
    },
  }
}

/** A command line for the CLI from the development dependencies. */
export function herokuCommand(...args: string[]): string[] {
  return [process.execPath, HEROKU, ...args]
}
