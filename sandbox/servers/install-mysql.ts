import {existsSync, readFileSync} from 'node:fs'
import {chmod, mkdir, mkdtemp, rename, rm} from 'node:fs/promises'
import {dirname} from 'node:path'
import {aptInstall} from './apt-install.js'
import {mysqlRoot, whyNoMysql} from './mysql-root.js'
import {runCommand} from './run-command.js'

const PACKAGES = ['mysql-server-core', 'mysql-client-core', 'postgresql-18']

/** Only unpacks: no script of a package runs, so none creates a database, adds a service or starts a server. */
const UNPACK = `
set -e
apt-get install --download-only --yes --no-install-recommends "$@"
for package in /var/cache/apt/archives/*.deb; do dpkg-deb --extract "$package" /; done
ldconfig
apt-get clean
`

/** Why MySQL 9 cannot be installed here; undefined if it can, or is installed already. */
export function whyNoMysqlInstall(): string | undefined {
  if (process.getuid?.() !== 0) return 'MySQL 9 is run by chroot, which needs root'
  if (!whyNoMysql()) return undefined
  return debianRelease() ? undefined : 'MySQL 9 is taken from Debian, and this machine runs something else'
}

/**
 * Builds `mysqlRoot` unless it exists: Debian's unstable suite, by debootstrap, from the mirror that apt uses.
 * It takes some minutes and 800 MB. It is built under another name and then renamed, so that a half-built folder
 * is never used and two builders cannot interfere with each other.
 */
export async function installMysql(report: (line: string) => void): Promise<void> {
  if (!whyNoMysql()) return
  report(`Installing MySQL 9 and Postgres 18 into ${mysqlRoot}...`)
  await aptInstall(['debootstrap'])
  await mkdir(dirname(mysqlRoot), {recursive: true})
  const building = await mkdtemp(`${mysqlRoot}.building-`)
  try {
    // Accounts other than root must have access.
    await chmod(building, 0o755)
    const suite = ['--variant=minbase', 'unstable', building, await debianMirror()]
    await runCommand(['debootstrap', ...suite], await aptProxy())
    await runCommand(['chroot', building, 'sh', '-c', UNPACK, 'unpack', ...PACKAGES], await aptProxy())
    await rename(building, mysqlRoot)
  } catch (error) {
    // Another builder may have finished first.
    if (!existsSync(mysqlRoot)) throw error
  } finally {
    await rm(building, {recursive: true, force: true})
  }
}

/** Code name of this machine's Debian release, or undefined on another system. */
function debianRelease(): string | undefined {
  if (!existsSync('/etc/debian_version')) return undefined
  const text = readFileSync('/etc/os-release', 'utf8')
  return /^ID=debian$/m.test(text) ? /^VERSION_CODENAME=(.+)$/m.exec(text)?.[1] : undefined
}

/** Address of the mirror from which apt gets this machine's release. */
async function debianMirror(): Promise<string> {
  const release = debianRelease()
  const list = ['apt-get', 'indextargets', '--format', '$(RELEASE) $(SITE)', 'Identifier: Packages']
  const lines = (await runCommand(list)).split('\n')
  const mirror = lines.find(line => line.startsWith(`${release} `))?.split(' ')[1]
  if (!mirror) throw new Error(`apt has no mirror for ${release}, so there is nowhere to get MySQL 9 from.`)
  return mirror
}

/** debootstrap does not read apt's configuration, so apt's proxy is passed on in the environment. */
async function aptProxy(): Promise<Record<string, string>> {
  const line = await runCommand(['apt-config', 'shell', 'address', 'Acquire::http::Proxy'])
  const address = /'(.+)'/.exec(line)?.[1]
  return address && address !== 'DIRECT' ? {http_proxy: address} : {}
}
