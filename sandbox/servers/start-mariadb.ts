import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {DatabaseServer} from './database-server.js'
import {freePort} from './free-port.js'
import {makeCertificate} from './make-certificate.js'
import {connectOnce, mysqlOptions, rootUrl} from './mysql-options.js'
import {runCommand} from './run-command.js'
import {startServer} from './server-process.js'
import {handOver, unprivileged} from './unprivileged.js'

const ACCOUNT = `
ALTER USER root@localhost IDENTIFIED BY 'root';
CREATE OR REPLACE USER root@'127.0.0.1' IDENTIFIED BY 'root';
GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
`

/** Starts a MariaDB server of its own: user root, password root. */
export async function startMariadb(): Promise<DatabaseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mariadb-'))
  try {
    const certificate = await makeCertificate(folder)
    await writeFile(join(folder, 'account.sql'), ACCOUNT)
    await handOver(folder)
    const install = ['mariadb-install-db', '--no-defaults', '--skip-test-db', `--datadir=${folder}/data`]
    await runCommand([...unprivileged, ...install, '--auth-root-authentication-method=normal'])
    const port = await freePort()
    const command = [...unprivileged, 'mariadbd', ...mysqlOptions({folder, port, certificate})]
    const answers = () => connectOnce(port)
    const stop = await startServer({name: 'MariaDB', command, folder, signal: 'KILL', answers})
    return {url: rootUrl(port), caFile: certificate?.cert, stop}
  } catch (error) {
    await rm(folder, {recursive: true, force: true})
    throw error
  }
}
