import {once} from 'node:events'
import {writeFile} from 'node:fs/promises'
import {installPackages} from '../sandbox/servers/install-packages.js'
import {MigrationError} from '../src/lib/core/migration-error.js'
import {benchOptions, type BenchOptions} from './bench-options.js'
import {chooseContestants, installPrograms} from './choose-contestants.js'
import type {Place} from './contestant.js'
import {describeMachine} from './describe-machine.js'
import {directRoute} from './direct-route.js'
import {formatReport} from './format-report.js'
import {helpStart} from './help-start.js'
import {linkedCli} from './linked-cli.js'
import {ours} from './ours.js'
import {runRounds} from './run-rounds.js'
import {startPlace} from './start-place.js'
import {theirs} from './theirs.js'
import {wideRows} from './wide-rows.js'

async function bench(options: BenchOptions, stops: Place['stops']): Promise<void> {
  if (!options.mysqlUrl || !options.postgresUrl) await installPackages(report)
  const place = await startPlace(options, stops, report)
  const [dumpFile, dumpS3, verify] = ours(place)
  const cli = linkedCli(place)
  const side = [dumpFile!, ...theirs(place), dumpS3!, directRoute(cli), verify!]
  const all = [...side, ...wideRows(place), ...helpStart(cli)]
  const contestants = chooseContestants(all, options.only)
  await installPrograms(contestants, report)
  const ran = await runRounds(contestants, options.rounds, report)
  const rows = Object.values(place.rows).reduce((sum, count) => sum + count, 0)
  const text = formatReport({
    ...ran,
    command: ['npm run bench --', ...process.argv.slice(2).map(withoutPassword)].join(' '),
    date: new Date(),
    machine: await describeMachine(place),
    scale: `the data set \`shop\`, ${rows.toLocaleString('en')} rows in ${Object.keys(place.rows).length} tables`,
  })
  await writeFile(options.output, text)
  console.log(text)
  report(`Wrote ${options.output}`)
}

function withoutPassword(argument: string): string {
  return argument.replace(/:\/\/[^@/]*@/, '://')
}

function report(line: string): void {
  console.error(line)
}

const stops: Place['stops'] = []
const interrupted = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))
try {
  const options = benchOptions(process.argv.slice(2), process.env)
  const ended = await Promise.race([bench(options, stops).then(() => 'done'), interrupted])
  process.exitCode = ended === 'done' ? 0 : 1
} catch (error) {
  report((error as Error).message)
  if (error instanceof MigrationError) for (const line of error.suggestions) report(line)
  process.exitCode = 1
} finally {
  report('Stopping everything...')
  for (const stop of stops) await stop()
}
process.exit()
