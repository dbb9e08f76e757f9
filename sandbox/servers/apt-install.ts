import {findProgram} from './find-program.js'
import {runCommand} from './run-command.js'

/**
 * Postgres's package would create a database cluster and start it; a temporary setting beside its configuration prevents
 * that during the installation. apt waits for another apt to finish.
 */
const INSTALL = `
set -e
folder=/etc/postgresql-common/createcluster.d
setting=$folder/heroku-pg-migrate-mysql.conf
trap 'rm -f $setting' EXIT
mkdir -p $folder
echo 'create_main_cluster = false' >$setting
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
`

/** Whether packages can be installed here: apt, and root or sudo. */
export function canAptInstall(): boolean {
  return Boolean(findProgram('apt-get')) && (isRoot() || Boolean(findProgram('sudo')))
}

/** Installs Debian packages as root, or with sudo (which may ask for a password on the terminal). */
export async function aptInstall(packages: string[]): Promise<void> {
  const script = ['sh', '-c', INSTALL, 'install', ...packages]
  await runCommand(isRoot() ? script : ['sudo', ...script])
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
