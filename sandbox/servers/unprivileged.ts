import {runCommand} from './run-command.js'

const isRoot = process.getuid?.() === 0

/** What stands before a server's command: Postgres refuses to run as root, and neither should MySQL. */
export const unprivileged = isRoot
  ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', '--']
  : []

/** Hands a folder to the account of `unprivileged`. */
export async function handOver(folder: string): Promise<void> {
  if (isRoot) await runCommand(['chown', '-R', 'nobody:nogroup', folder])
}
