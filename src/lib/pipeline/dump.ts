import {countLosses, isAllowed} from '../core/hazard.js'
import {MigrationError} from '../core/migration-error.js'
import {isSampled} from '../core/table-profile.js'
import type {ArchiveOutput} from './output/archive-output.js'
import {isLostSource} from './ranges/copy-ranges.js'
import {archiveStream} from './ranges/archive-stream.js'
import {chooseSource, type ChosenSource} from './choose-source.js'
import type {SourceOptions} from './migration-input.js'
import {planOn, type PlannedSource} from './plan-source.js'
import type {RefusedFile} from './output/refused-file.js'
import {SAMPLED_BYTES} from './read-plan.js'
import {refuseProblems} from './refuse-problems.js'
import type {Report, TableSummary} from './run-event.js'
import {Steps, type StepTools} from './run-steps.js'
import {LOST_SOURCE} from './starting-over.js'
import {openSnapshot, type OpenSnapshot} from './open-sessions.js'

/** What `dump` is given. */
export interface DumpInput {
  options: SourceOptions
  /** Where `--source NAME` and the search for a MySQL URL look: the environment. */
  variables: Record<string, string>
  output: ArchiveOutput
  /** Where the originals of refused values are kept. */
  refused: RefusedFile
}

/** The steps of `dump`: MySQL to a pg_dump archive, without Heroku and without Postgres. */
export const dump = Steps.given<DumpInput>()
  .step({title: 'Take the snapshot, read and profile MySQL', run: planDump})
  .step({title: 'Convert and write', run: writeDump})

interface PlannedDump extends PlannedSource {
  source: ChosenSource
  snapshot: OpenSnapshot
}

interface WrittenDump {
  tables: TableSummary[]
  bytes: number
  losses: number
}

/**
 * Nothing is stopped for a dump, so the data is profiled only once, inside the snapshot. If the output can be started over, only a
 * sample of large tables is profiled first: profiling all rows would take a third of the time.
 */
async function planDump({options, variables, output}: DumpInput, tools: StepTools): Promise<PlannedDump> {
  const source = chooseSource(options, variables, 'environment')
  refuseProblems(await output.check(), tools.report)
  const sampleFrom = (await output.canStartOver()) ? SAMPLED_BYTES : undefined
  return planSnapshot(source, {options, sampleFrom}, tools)
}

async function planSnapshot(
  source: ChosenSource,
  look: {options: SourceOptions; sampleFrom?: number},
  tools: StepTools,
): Promise<PlannedDump> {
  const snapshot = await openSnapshot(source, look.options)
  tools.atEnd({what: null, run: () => snapshot.close(), remedy: ''})
  return {source, snapshot, ...(await planOn(snapshot, source, look, tools))}
}

/**
 * Starts over, once, with a new snapshot and a profile of all rows, if the connection to MySQL is lost or a value appears that the
 * sample did not show: hazards have to be reported before they happen.
 */
async function writeDump(known: DumpInput & PlannedDump, tools: StepTools): Promise<WrittenDump> {
  try {
    return await writeSnapshot(known, tools)
  } catch (error) {
    const why =
      (await known.output.canStartOver()) && !tools.signal.aborted && reasonToStartOver(known, error)
    if (!why) throw error
    await known.snapshot.close()
    tools.report({kind: 'note', text: why})
    tools.report({kind: 'progress', text: 'profiling all rows'})
    const again = {...tools, report: withoutPlan(tools.report)}
    const planned = await planSnapshot(known.source, {options: known.options}, again)
    return writeSnapshot({...known, ...planned}, tools)
  }
}

function reasonToStartOver({plan}: PlannedDump, error: unknown): string | undefined {
  if (isLostSource(error)) return LOST_SOURCE
  return isSampled(plan.profile) && isRefusedValue(error)
    ? 'There are values that no sample showed: all rows are profiled now, and writing starts over'
    : undefined
}

/** What was reported about the tables is still true; only hazards are added. */
function withoutPlan(report: Report): Report {
  return event => {
    if (event.kind !== 'plan') report(event)
  }
}

async function writeSnapshot(
  {options, snapshot, plan, planned, hazards, output, refused}: DumpInput & PlannedDump,
  tools: StepTools,
): Promise<WrittenDump> {
  const started = performance.now()
  try {
    const allowRefused = isAllowed('refused-value', options.allow) && !isSampled(plan.profile)
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

function isRefusedValue(error: unknown): boolean {
  return error instanceof MigrationError && error.code === 'refused-value'
}
