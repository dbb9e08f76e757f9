import {isAllowed} from '../core/hazard.js'
import {dropStatements} from '../core/ddl/drop-statements.js'
import {groupEntries} from '../core/ddl/group-entries.js'
import {createTables} from '../postgres/create-tables.js'
import {dropObjects} from '../postgres/drop-objects.js'
import {freeConnections} from '../postgres/free-connections.js'
import {loadSession, type LoadSession} from '../postgres/load-session.js'
import {createLedger, dropLedger} from '../postgres/range-ledger.js'
import type {Checked} from './check-everything.js'
import {copyRange, type RangeCopier} from './ranges/copy-range.js'
import {copyRanges, isLostSource} from './ranges/copy-ranges.js'
import {copyRequests} from './ranges/copy-requests.js'
import {countRows} from './count-rows.js'
import {emptyOnFailure} from './empty-target.js'
import type {MigrationInput} from './migration-input.js'
import type {Moved} from './moved.js'
import type {Planned} from './plan-migration.js'
import type {Prepared} from './prepare-target.js'
import type {StepTools} from './run-steps.js'
import {startingOver} from './starting-over.js'
import {takeSnapshot, type SourceSnapshot} from './take-snapshot.js'
import {unlessInterrupted} from './unless-interrupted.js'

/** What is known when rows are copied. */
type CopyInput = MigrationInput & Checked & Planned & Prepared

/** Takes one snapshot and copies it into tables without keys. If the snapshot is lost, it starts over on a new one, once. */
export async function copyTables(known: CopyInput, tools: StepTools): Promise<Moved> {
  const {refused} = known
  tools.onFailure({what: null, run: () => refused.discard(), remedy: ''})
  if (known.existing) await emptyOnFailure(known, known.plan.entries, tools)
  const target = loadSession(known.target.url)
  try {
    return await startingOver(() => copySnapshot(known, target, tools), refused, tools)
  } finally {
    await target.close()
  }
}

async function copySnapshot(known: CopyInput, target: LoadSession, tools: StepTools): Promise<Moved> {
  const {source, options, refused, journal} = known
  const snapshot = await takeSnapshot(source, options, known.plan.profile, tools.signal)
  tools.atEnd({what: null, run: () => snapshot.close(), remedy: ''})
  const drops = dropStatements(snapshot.plan.entries)
  try {
    const client = await target.client()
    const {before} = groupEntries(snapshot.plan.entries)
    const {filled} = journal.record
    if (filled) await journal.update({filled: {...filled, drops}})
    await createLedger(client)
    await createTables(client, before, snapshot.plan.postgres.extensions)
    const copiers = snapshot.workers.slice(0, await freeConnections(client))
    const requests = copyRequests(snapshot, {
      allowRefused: isAllowed('refused-value', options.allow),
      targetUrl: known.target.url,
    })
    const {tables, observer, end} = countRows(snapshot.plan, {refused, report: tools.report})
    const last = copyHere(snapshot, target, tools.signal)
    // Readers in threads do not see the signal; they are ended after this has thrown.
    await unlessInterrupted(copyRanges(requests, copiers, last, observer), tools.signal)
    end()
    await dropLedger(await target.client())
    return {moved: snapshot.plan, tables, refusedCount: await refused.finish(tools.report), snapshot}
  } catch (error) {
    // A copy that is still running would interfere with the cleanup.
    await Promise.all(snapshot.workers.map(worker => worker.close()))
    if (isLostSource(error)) await dropObjects(await target.client(), drops)
    throw error
  }
}

/** Copies ranges on the snapshot's first connection, in this thread. */
function copyHere({reader}: SourceSnapshot, target: LoadSession, signal: AbortSignal): RangeCopier {
  return {
    copy: (request, onRows) => copyRange(reader, target, request, {onRows, signal}),
    release: () => target.close(),
  }
}
