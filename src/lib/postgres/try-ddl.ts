import type pg from 'pg'
import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import {quoteIdentifier} from '../core/quote.js'
import {isRefusal, queryError} from './translate-error.js'

/** An object that Postgres refuses to create, and its reason. */
export interface RefusedEntry {
  entry: ArchiveEntry
  message: string
}

/** What else to do in the transaction. */
interface TrialHooks {
  /** SQL to begin with. */
  begin?: string
  /** Called before the rollback, to look at what was created. */
  look?: () => Promise<void>
}

/**
 * Creates everything that an archive creates, without rows, in a transaction that is always rolled back, after the
 * extensions that it needs; returns what Postgres refuses.
 * What depends on a refused object is not tried: it would fail for the same reason.
 * A transaction holds a lock for each object that it created, and a small server has room for a few thousand. When the room
 * is used up, the next object is tried in a new transaction together with what it needs; if even that is too much, it
 * stays untried: the restore creates each object in a transaction of its own.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`
 */
export async function tryDdl(
  client: pg.Client,
  entries: readonly ArchiveEntry[],
  extensions: readonly string[] = [],
  hooks: TrialHooks = {},
): Promise<RefusedEntry[]> {
  const trial: Trial = {
    client,
    extensions,
    hooks,
    entries: new Map(entries.map(entry => [entry.id, entry])),
    made: new Set(),
    givenUp: new Map(),
  }
  try {
    await begin(trial)
    for (const entry of entries) await tryEntry(trial, entry)
    await hooks.look?.()
    return [...trial.givenUp.values()].filter(refused => refused !== null)
  } catch (error) {
    throw queryError(error, 'try the tables on Postgres')
  } finally {
    await client.query('ROLLBACK').catch(() => {})
  }
}

interface Trial {
  client: pg.Client
  extensions: readonly string[]
  hooks: TrialHooks
  /** By id. */
  entries: ReadonlyMap<number, ArchiveEntry>
  /** What has been created in the transaction. */
  made: Set<number>
  /** What was given up, with the server's reason if it gave one. */
  givenUp: Map<number, RefusedEntry | null>
}

/** `out_of_memory`, "You might need to increase max_locks_per_transaction". */
const OUT_OF_LOCKS = '53200'
const UNTRIED = new Set<string>(['SEQUENCE SET', 'TABLE DATA'])

async function begin({client, extensions, hooks, entries, made}: Trial): Promise<void> {
  if (made.size > 0) await hooks.look?.()
  await client.query('ROLLBACK')
  await client.query('BEGIN')
  if (hooks.begin) await client.query(hooks.begin)
  made.clear()
  for (const name of extensions)
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)} SCHEMA public`)
  for (const {create, namespace} of entries.values()) if (namespace === null) await client.query(create)
}

async function tryEntry(trial: Trial, entry: ArchiveEntry): Promise<void> {
  if ((await make(trial, entry)) !== 'out of locks') return
  await begin(trial)
  if ((await make(trial, entry)) !== 'out of locks') return
  trial.givenUp.set(entry.id, null)
  await begin(trial)
}

/** Creates an entry's object after the objects it needs. */
async function make(trial: Trial, entry: ArchiveEntry): Promise<'given up' | 'made' | 'out of locks'> {
  if (trial.made.has(entry.id)) return 'made'
  if (trial.givenUp.has(entry.id)) return 'given up'
  for (const id of entry.dependsOn) {
    const outcome = await make(trial, trial.entries.get(id)!)
    if (outcome === 'made') continue
    if (outcome === 'given up') trial.givenUp.set(entry.id, null)
    return outcome
  }

  if (UNTRIED.has(entry.desc)) return 'made'
  return create(trial, entry)
}

async function create(
  {client, made, givenUp}: Trial,
  entry: ArchiveEntry,
): Promise<'given up' | 'made' | 'out of locks'> {
  await client.query('SAVEPOINT entry')
  try {
    await client.query(entry.create)
    await client.query('RELEASE entry')
    made.add(entry.id)
    return 'made'
  } catch (error) {
    if (!isRefusal(error)) throw error
    await client.query('ROLLBACK TO entry')
    if (error.code === OUT_OF_LOCKS) return 'out of locks'
    givenUp.set(entry.id, {entry, message: error.message})
    return 'given up'
  }
}
