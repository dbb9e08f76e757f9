import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'

/** How a child process ended, and what it wrote. */
export interface ProgramRun {
  code: number | null
  stdout: Buffer
  stderr: string
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

export interface ProgramOptions {
  args?: string[]
  /** Told all that was written to stdout so far, whenever there is more. */
  onStdout?: (text: string, child: ChildProcess) => void
  /** Has the streams to itself, so that nobody reads stdout unless it does. */
  meanwhile?: (child: ChildProcess) => unknown
}

/**
 * Runs a module's text in a Node of its own, with pipes for its three streams: for what a test cannot see from inside,
 * such as signals, and what the CLI writes behind a test's back. It may import TypeScript, by paths relative to the repository.
 */
export async function runProgram(
  text: string,
  {args = [], onStdout, meanwhile}: ProgramOptions = {},
): Promise<ProgramRun> {
  const options = ['--import=tsx', '--import=./test/tsx-in-workers.mjs', '--eval', text, '--', ...args]
  const child = spawn(process.execPath, options, {cwd: ROOT, env: plainEnvironment()})
  const stdout: Buffer[] = []
  let stderr = ''
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  if (!meanwhile)
    child.stdout.on('data', chunk => {
      stdout.push(chunk)
      onStdout?.(Buffer.concat(stdout).toString(), child)
    })
  await Promise.all([once(child, 'close'), meanwhile?.(child)])
  return {code: child.exitCode, stdout: Buffer.concat(stdout), stderr}
}

/** Without what would colour the output. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {...process.env, NO_COLOR: '1'}
  delete environment.FORCE_COLOR
  return environment
}
