import {MigrationError} from '../../src/lib/core/migration-error.js'
import {aptInstall, canAptInstall} from './apt-install.js'
import {findProgram} from './find-program.js'
import {installedPostgres} from './postgres-programs.js'

/** The Debian packages, what to call them elsewhere, and how to check that they are installed. */
const NEEDED = [
  // The core packages hold the programs without a service that would be started.
  {
    debian: ['mariadb-server-core', 'mariadb-client-core'],
    name: 'MariaDB',
    isThere: () => findProgram('mariadbd'),
  },
  {debian: ['postgresql'], name: 'Postgres', isThere: () => installedPostgres()},
  {debian: ['openssl'], name: 'OpenSSL', isThere: () => findProgram('openssl')},
]

/**
 * Installs whatever is missing of MariaDB, Postgres and OpenSSL, with apt. If that is not possible, throws a
 * MigrationError (`servers-missing`) that names what to install.
 */
export async function installPackages(report: (line: string) => void): Promise<void> {
  const missing = NEEDED.filter(({isThere}) => !isThere())
  if (missing.length === 0) return
  const names = missing.map(({name}) => name).join(', ')
  const packages = missing.flatMap(({debian}) => debian)
  if (!canAptInstall()) {
    throw new MigrationError(`Couldn't find ${names} on this machine.`, {
      code: 'servers-missing',
      suggestions: [
        `Install ${names} so that mariadbd, postgres and pg_restore are on the PATH. They need not run as services.`,
        'On macOS: brew install mariadb postgresql@17 && brew link postgresql@17',
        `On Debian or Ubuntu, as root: apt-get install ${packages.join(' ')}`,
      ],
    })
  }

  report(`Installing ${packages.join(', ')}...`)
  await aptInstall(packages)
}
