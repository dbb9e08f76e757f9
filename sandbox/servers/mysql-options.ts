import {createConnection} from 'mysql2/promise'
import type {Certificate} from './make-certificate.js'

/** Superuser's URL of a server that was started with `mysqlOptions`. */
export function rootUrl(port: number): string {
  return `mysql://root:root@127.0.0.1:${port}/`
}

/** Connects once; rejects while the server does not answer. */
export async function connectOnce(port: number): Promise<void> {
  const connection = await createConnection(rootUrl(port))
  await connection.end()
}

/**
 * Options that MySQL and MariaDB share: on loopback only, everything in `folder`, fast rather than durable, in UTC wherever the
 * machine is.
 * `folder` is the path as the server sees it. `account.sql` in it sets the root password.
 */
export function mysqlOptions(server: {folder: string; port: number; certificate?: Certificate}): string[] {
  const {folder, port, certificate} = server
  return [
    '--no-defaults',
    `--datadir=${folder}/data`,
    `--init-file=${folder}/account.sql`,
    `--socket=${folder}/socket`,
    `--pid-file=${folder}/pid`,
    `--tmpdir=${folder}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-name-resolve',
    '--default-time-zone=+00:00',
    '--max-allowed-packet=256M',
    '--max-connections=500',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    ...(certificate
      ? [`--ssl-ca=${folder}/cert.pem`, `--ssl-cert=${folder}/cert.pem`, `--ssl-key=${folder}/key.pem`]
      : []),
  ]
}
