import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'

const HEROKU = fileURLToPath(new URL('../../node_modules/heroku/bin/run.js', import.meta.url))

export interface HerokuRun {
  code: number | null
  stdout: string
  stderr: string
}

/**
 * Runs the real `heroku` CLI of devDependencies with the environment of a sandbox, and nothing of the developer's
 * but PATH. Its stdin is not a terminal: a command that asks gets no answer. `watch` sees all output so far
 * whenever there is more of it, and can send the child a signal.
 */
export async function runHeroku(
  args: string[],
  env: Record<string, string>,
  watch: (output: string, child: ChildProcess) => void = () => {},
): Promise<HerokuRun> {
  const child = spawn(process.execPath, [HEROKU, ...args], {
    cwd: env.HOME,
    env: {PATH: process.env.PATH, COLUMNS: '200', OCLIF_COLUMNS: '200', ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = {stdout: '', stderr: ''}
  child.stdout.on('data', chunk => {
    output.stdout += chunk
    watch(output.stdout + output.stderr, child)
  })
  child.stderr.on('data', chunk => {
    output.stderr += chunk
    watch(output.stdout + output.stderr, child)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return {code, ...output}
}
