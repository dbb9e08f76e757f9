import {once} from 'node:events'
import {MigrationError} from '../src/lib/core/migration-error.js'
import {loadDemoDatabase} from './demo-database.js'
import {installPackages} from './servers/install-packages.js'
import {startMariadb} from './servers/start-mariadb.js'
import {startPostgres} from './servers/start-postgres.js'
import {startSandbox, type Sandbox} from './start-sandbox.js'

const DATABASE = 'fitness'

type Stop = () => Promise<void>

/** Starts everything that the sandbox consists of; what has started goes into `stops` before the next thing does. */
async function startAll(stops: Stop[]): Promise<Sandbox> {
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
  return sandbox
}

/** On stdout what a shell can take as it is; on stderr what a human does with it. */
function printUse({env, herokuUrl, bucket}: Sandbox): void {
  for (const [name, value] of Object.entries(env)) console.log(`export ${name}=${shellQuote(value)}`)
  report(`
The sandbox runs until you press Ctrl-C. Paste the lines above into another terminal, then from this folder:

  npx heroku plugins:link --no-install "$PWD"
  npx heroku apps:info -a sushi
  npx heroku pg:migrate-mysql:plan -a sushi
  npx heroku pg:migrate-mysql -a sushi --with-app sushi-client --bucket s3://${bucket}/demo --no-deploy

What it holds:     curl ${herokuUrl}/__sandbox/state
A failed restore:  curl -X PATCH ${herokuUrl}/__sandbox/settings -d '{"restores": "fail"}'
A lost connection: curl ${herokuUrl}/__sandbox/faults -d '{"path": "/transfers/", "reset": true, "times": 9}'`)
}

function shellQuote(value: string): string {
  return /^[\w./:,-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}

function report(line: string): void {
  console.error(line)
}

const stops: Stop[] = []
const interrupted = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))
try {
  printUse(await startAll(stops))
  await interrupted
} catch (error) {
  if (!(error instanceof MigrationError)) throw error
  report([error.message, ...error.suggestions].join('\n'))
  process.exitCode = 1
} finally {
  report('Stopping everything...')
  for (const stop of stops) await stop()
}
