import Mocha from 'mocha'
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {MigrationError} from '../src/lib/core/migration-error.js'
import {installMysql, whyNoMysqlInstall} from './servers/install-mysql.js'
import {installPackages} from './servers/install-packages.js'

/** All test files below `test`. */
function testFiles(): string[] {
  return readdirSync('test', {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.test.ts'))
    .map(file => join('test', file))
    .sort()
}

/** Installs missing database servers; MySQL's tests are skipped if it cannot be installed. */
async function installServers(): Promise<void> {
  await installPackages(report)
  const reason = whyNoMysqlInstall()
  if (reason) report(`Tests on MySQL 9 will be skipped: ${reason}.`)
  else await installMysql(report)
}

async function runTests(files: string[]): Promise<Mocha.Stats> {
  const mocha = new Mocha({timeout: 60_000, forbidOnly: true})
  for (const file of files) mocha.addFile(file)
  await mocha.loadFilesAsync()
  return new Promise(resolve => {
    const runner = mocha.run(() => resolve(runner.stats!))
  })
}

/** As mocha's own program does: otherwise the failure of a promise that nobody waits for would go unnoticed. */
process.on('unhandledRejection', reason => {
  throw reason
})

function report(line: string): void {
  console.error(line)
}

try {
  await installServers()
  const named = process.argv.slice(2)
  const {passes, failures, pending} = await runTests(named.length > 0 ? named : testFiles())
  console.log(`${passes} passed, ${failures} failed, ${pending} skipped`)
  process.exit(failures === 0 && passes > 0 ? 0 : 1)
} catch (error) {
  if (!(error instanceof MigrationError)) throw error
  report([error.message, ...error.suggestions].join('\n'))
  process.exit(1)
}
