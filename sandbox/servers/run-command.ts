import {execFile} from 'node:child_process'
import {promisify} from 'node:util'

/** Debian keeps servers in sbin, which is not on an ordinary account's PATH. */
export const environment = {...process.env, PATH: `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`}

/** Runs a command and returns what it wrote to stdout; the error of a failure has what it wrote to stderr. */
export async function runCommand(command: string[], env: Record<string, string> = {}): Promise<string> {
  const [program = '', ...args] = command
  const options = {env: {...environment, ...env}, maxBuffer: 64 << 20}
  try {
    const {stdout} = await promisify(execFile)(program, args, options)
    return stdout
  } catch (error) {
    const {message, stderr = ''} = error as Error & {stderr?: string}
    throw new Error(`${command.join(' ')} failed: ${stderr.trim() || message}`)
  }
}
