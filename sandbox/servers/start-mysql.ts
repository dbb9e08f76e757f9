import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {DatabaseServer} from './database-server.js'
import {freePort} from './free-port.js'
import {makeCertificate} from './make-certificate.js'
import {connectOnce, mysqlOptions, rootUrl} from './mysql-options.js'
import {inMysqlRoot, mysqlRoot} from './mysql-root.js'
import {runCommand} from './run-command.js'
import {startServer} from './server-process.js'
import {unprivileged} from './unprivileged.js'

const ACCOUNT = `
ALTER USER root@localhost IDENTIFIED BY 'root';
CREATE USER root@'127.0.0.1' IDENTIFIED BY 'root';
GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
GRANT PROXY ON ''@'' TO root@'127.0.0.1' WITH GRANT OPTION;
`

/** Starts a MySQL 9 server of its own from `mysqlRoot`: user root, password root. Needs root itself. */
export async function startMysql(): Promise<DatabaseServer> {
  const outside = await mkdtemp(join(mysqlRoot, 'tmp', 'mysql-'))
  const folder = outside.slice(mysqlRoot.length)
  try {
    const certificate = await makeCertificate(outside)
    await writeFile(join(outside, 'account.sql'), ACCOUNT)
    await runCommand([...inMysqlRoot, 'chown', '-R', 'nobody:nogroup', folder])
    const mysqld = [...inMysqlRoot, ...unprivileged, 'mysqld']
    await runCommand([...mysqld, '--no-defaults', '--initialize-insecure', `--datadir=${folder}/data`])
    const port = await freePort()
    const options = [...mysqlOptions({folder, port, certificate}), '--mysqlx=OFF', '--secure-file-priv=NULL']
    const command = [...mysqld, ...options]
    const answers = () => connectOnce(port)
    const stop = await startServer({name: 'MySQL', command, folder: outside, signal: 'KILL', answers})
    return {url: rootUrl(port), caFile: certificate?.cert, stop}
  } catch (error) {
    await rm(outside, {recursive: true, force: true})
    throw error
  }
}
