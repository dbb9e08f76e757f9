import {countLosses, isAllowed} from '../core/hazard.js'
import type {ArchiveOutput} from './output/archive-output.js'
import {archiveStream} from './ranges/archive-stream.js'
import {chooseSource} from './choose-source.js'
import type {SourceOptions} from './migration-input.js'
import {planOn, type PlannedSource} from './plan-source.js'
import type {RefusedFile} from './output/refused-file.js'
import {refuseProblems} from './refuse-problems.js'
import type {TableSummary} from './run-event.js'
import {Steps, type StepTools} from './run-steps.js'
import {openSnapshot, type OpenSnapshot} from './take-snapshot.js'

/** What `dump` is given. */
export interface DumpInput {
  options: SourceOptions
  /** Where `--source NAME` and the search for a MySQL URL look: the environment. */
  variables: Record<string, string>
  output: ArchiveOutput
  /** Where the originals of refused values are kept. */
  refused: RefusedFile
}

/** MySQL to a pg_dump archive, without Heroku and without Postgres. */
export const dump = Steps.given<DumpInput>()
  .step({title: 'Take the snapshot, read and profile MySQL', run: planDump})
  .step({title: 'Convert and write', run: writeDump})

interface PlannedDump extends PlannedSource {
  snapshot: OpenSnapshot
}

/** Nothing stands still for a dump, so that one look at the data, in the snapshot, is enough. */
async function planDump({options, variables, output}: DumpInput, tools: StepTools): Promise<PlannedDump> {
  const source = chooseSource(options, variables, 'environment')
  refuseProblems(await output.check(), tools.report)
  const snapshot = await openSnapshot(source, options)
  tools.atEnd({what: null, run: () => snapshot.close(), remedy: ''})
  return {snapshot, ...(await planOn(snapshot, source, {options}, tools))}
}

async function writeDump(
  {options, snapshot, plan, planned, hazards, output, refused}: DumpInput & PlannedDump,
  tools: StepTools,
): Promise<{tables: TableSummary[]; bytes: number; losses: number}> {
  const started = performance.now()
  try {
    const allowRefused = isAllowed('refused-value', options.allow)
    const rows = {snapshot: {...snapshot, plan}, allowRefused, refused}
    const {tables, ...archive} = archiveStream(rows, tools)
    const written = await output.write(archive, planned.bytes, tools.signal)
    const left = await refused.finish(tools.report)
    for (const name of plan.postgres.extensions)
      tools.report({
        kind: 'note',
        text: `Before the archive is restored: CREATE EXTENSION ${name} SCHEMA public`,
      })
    tools.report({kind: 'summary', tables, seconds: (performance.now() - started) / 1000})
    return {tables, bytes: written, losses: countLosses(hazards) + left}
  } catch (error) {
    await refused.discard()
    throw error
  }
}
