import {runCommand} from './run-command.js'

const isRoot = process.getuid?.() === 0

/** First words of a server's command, for root: Postgres refuses to run as root, and MySQL should not. */
export const unprivileged = isRoot
  ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', '--']
  : []

/** Gives a folder to the account of `unprivileged`. */
export async function handOver(folder: string): Promise<void> {
  if (isRoot) await runCommand(['chown', '-R', 'nobody:nogroup', folder])
}
