import {loadDemoDatabase} from './demo-database.js'
import {installPackages} from './servers/install-packages.js'
import {startMariadb} from './servers/start-mariadb.js'
import {startPostgres} from './servers/start-postgres.js'
import {startSandbox, type Sandbox} from './start-sandbox.js'

const DATABASE = 'fitness'

/** Stops something that was started. */
export type Stop = () => Promise<void>

/**
 * Starts all parts of the demo: MariaDB with the app's database, Postgres, Heroku and S3.
 * Each is added to `stops`, newest first, before the next one starts.
 */
export async function startDemo(
  stops: Stop[],
  report: (line: string) => void,
): Promise<{sandbox: Sandbox; mysqlUrl: string}> {
  await installPackages(report)
  report("Starting MariaDB, Postgres, Heroku and S3 on loopback, and filling the app's database...")
  const mariadb = await startMariadb()
  stops.unshift(() => mariadb.stop())
  const postgres = await startPostgres()
  stops.unshift(() => postgres.stop())
  await loadDemoDatabase(mariadb.url, DATABASE)
  const mysqlUrl = new URL(`/${DATABASE}`, mariadb.url).href
  const sandbox = await startSandbox({mysqlUrl, postgresAdminUrl: postgres.url})
  stops.unshift(() => sandbox.stop())
  return {sandbox, mysqlUrl}
}
