import {once} from 'node:events'
import {MigrationError} from '../src/lib/core/migration-error.js'
import {startDemo, type Stop} from './start-demo.js'
import type {Sandbox} from './start-sandbox.js'

/** Prints lines for a shell to evaluate on stdout, and instructions for a human on stderr. */
function printUse({env, herokuUrl, bucket}: Sandbox): void {
  for (const [name, value] of Object.entries(env)) console.log(`export ${name}=${shellQuote(value)}`)
  report(`
The sandbox runs until you press Ctrl-C. Paste the lines above into another terminal, then from this folder:

  npx heroku plugins:link --no-install "$PWD"
  npx heroku apps:info -a sushi
  npx heroku pg:migrate-mysql:plan -a sushi --with-app sushi-client --bucket s3://${bucket}/demo
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
  const {sandbox} = await startDemo(stops, report)
  printUse(sandbox)
  await interrupted
} catch (error) {
  if (!(error instanceof MigrationError)) throw error
  report([error.message, ...error.suggestions].join('\n'))
  process.exitCode = 1
} finally {
  report('Stopping everything...')
  for (const stop of stops) await stop()
}
