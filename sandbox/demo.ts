import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import {MigrationError} from '../src/lib/core/migration-error.js'
import {printSideBySide} from './print-side-by-side.js'
import {startDemo, type Stop} from './start-demo.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = fileURLToPath(new URL('../node_modules/heroku/bin/run.js', import.meta.url))

/** Runs a whole migration: the real heroku CLI moves the app's MySQL database to Heroku Postgres. */
async function demo(stops: Stop[]): Promise<void> {
  const {sandbox, mysqlUrl} = await startDemo(stops, report)
  const heroku = async (command: string, ...args: string[]): Promise<void> => {
    report(`\n$ heroku ${[command, ...args].join(' ')}`)
    const env = {PATH: process.env.PATH, TERM: process.env.TERM, ...sandbox.env}
    const child = spawn(process.execPath, [cli, command, ...args], {
      cwd: sandbox.env.HOME,
      env,
      stdio: 'inherit',
    })
    stops.unshift(async () => {
      child.kill()
    })
    const [code] = (await once(child, 'close')) as [number | null]
    stops.shift()
    if (code !== 0) throw new MigrationError(`heroku ${command} ended with ${code}.`, {code: 'demo-failed'})
  }

  await heroku('plugins:link', '--no-install', root)
  const where = ['-a', 'sushi', '--with-app', 'sushi-client', '--bucket', `s3://${sandbox.bucket}/demo`]
  await heroku('pg:migrate-mysql', ...where, '--no-deploy', '--confirm', 'sushi')
  await heroku('pg:info', '-a', 'sushi')
  await printSideBySide(mysqlUrl, sandbox.heroku.configVars('sushi').DATABASE_URL ?? '')
}

function report(line: string): void {
  console.error(line)
}

const stops: Stop[] = []
const interrupted = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))
try {
  const ended = await Promise.race([demo(stops).then(() => 'done'), interrupted.then(() => 'interrupted')])
  process.exitCode = ended === 'done' ? 0 : 1
} catch (error) {
  if (!(error instanceof MigrationError)) throw error
  report([error.message, ...error.suggestions].join('\n'))
  process.exitCode = 1
} finally {
  report('\nStopping everything...')
  for (const stop of stops) await stop()
}
process.exit()
