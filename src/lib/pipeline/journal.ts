import {mkdir, open, readdir, readFile, rename} from 'node:fs/promises'
import {uptime} from 'node:os'
import path from 'node:path'

import {MigrationError} from '../core/migration-error.js'
import type {Promotion} from '../heroku/promote.js'

/** What a run did to the outside, so that another process can go on or put things back. It never holds a secret. */
export interface JournalRecord {
  id: string
  app: string
  /** Those of `--with-app`. */
  withApps?: string[]
  startedAt: string
  pid: number
  /** `failed` could not put everything back, `put-back` could. */
  state: 'failed' | 'finished' | 'put-back' | 'running' | 'waiting-for-deploy'
  /** How each quiesced app was before. */
  quiet: QuietApp[]
  /** The add-on that the run created; null once it is destroyed again. */
  addon: {name: string; app: string} | null
  /** The existing database that the run fills; null once it is empty again. */
  filled: FilledTarget | null
  /** The uploaded archive; null once it is deleted. */
  object: {bucket: string; key: string} | null
  /** Apps that were pointed at Postgres, with what it takes to point them back. */
  switched: Promotion[]
}

export interface QuietApp {
  app: string
  maintenance: boolean
  formation: Array<{type: string; quantity: number}>
}

/** An existing database that a run began to fill: it was empty before. */
export interface FilledTarget {
  addon: string
  app: string
  /** Statements that drop what the run creates. */
  drops: string[]
}

export interface Journal {
  readonly record: Readonly<JournalRecord>
  /** Changes the record and writes it to disk before it returns. */
  update: (change: Partial<JournalRecord>) => Promise<void>
}

/** A journal that lives as long as the process: for runs that change nothing. */
export function memoryJournal(app: string, id: string): Journal {
  return journalOf(emptyRecord({app, id}), async () => {})
}

/** A journal in `folder`, mode 0600, replaced atomically at each change. Throws `journal-failed` when that cannot be written. */
export async function startJournal(
  folder: string,
  run: Pick<JournalRecord, 'app' | 'id' | 'withApps'>,
): Promise<Journal> {
  const journal = journalOf(emptyRecord(run), record => writeRecord(folder, record))
  await journal.update({})
  return journal
}

/** Opens the journal of an earlier run to go on with it. */
export function reopenJournal(folder: string, record: JournalRecord): Journal {
  return journalOf(record, changed => writeRecord(folder, changed))
}

/** The records of all runs that stop one of the apps, newest first; files that are not journals are passed over. */
export async function readJournals(folder: string, apps: readonly string[]): Promise<JournalRecord[]> {
  const names = await readdir(folder).catch(() => [])
  const records = await Promise.all(
    names.filter(name => name.endsWith('.json')).map(name => readRecord(folder, name)),
  )
  return records
    .filter(record => record !== null)
    .filter(({app, withApps = []}) => [app, ...withApps].some(each => apps.includes(each)))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
}

/** Whether something is left to do for a run: it waits for a deploy, could not put everything back, or its process died. */
export function isUnfinished(
  record: JournalRecord,
  isAlive: (record: JournalRecord) => boolean = isRunning,
): boolean {
  const {state} = record
  return state === 'waiting-for-deploy' || state === 'failed' || (state === 'running' && !isAlive(record))
}

function emptyRecord({
  id,
  app,
  withApps = [],
}: Pick<JournalRecord, 'app' | 'id' | 'withApps'>): JournalRecord {
  return {
    id,
    app,
    withApps,
    startedAt: new Date().toISOString(),
    pid: process.pid,
    state: 'running',
    quiet: [],
    addon: null,
    filled: null,
    object: null,
    switched: [],
  }
}

function journalOf(start: JournalRecord, write: (record: JournalRecord) => Promise<void>): Journal {
  let record = start
  return {
    get record() {
      return record
    },
    async update(change) {
      record = {...record, ...change}
      await write(record)
    },
  }
}

async function writeRecord(folder: string, record: JournalRecord): Promise<void> {
  // An app's name comes from the command line: unescaped it could lead out of the folder.
  const file = path.join(folder, `${encodeURIComponent(record.id)}.json`)
  try {
    await mkdir(folder, {recursive: true, mode: 0o700})
    await writeSynced(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`)
    await rename(`${file}.new`, file)
  } catch (error) {
    throw new MigrationError(`Couldn't keep the journal in ${folder}: ${(error as Error).message}.`, {
      code: 'journal-failed',
      suggestions: ['It is what puts the apps back if this process dies: make room for it'],
    })
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readRecord(folder: string, name: string): Promise<JournalRecord | null> {
  try {
    const found: unknown = JSON.parse(await readFile(path.join(folder, name), 'utf8'))
    return isRecord(found) ? found : null
  } catch {
    return null
  }
}

function isRecord(found: unknown): found is JournalRecord {
  const {id, app, startedAt, pid, state, quiet, switched} = (found ?? {}) as Record<string, unknown>
  const texts = [id, app, startedAt, state]
  return (
    texts.every(text => typeof text === 'string') &&
    typeof pid === 'number' &&
    Array.isArray(quiet) &&
    Array.isArray(switched)
  )
}

/** Numbers of processes are used again: after a restart of the machine, and in a container where every run has the same. */
function isRunning({pid, startedAt}: JournalRecord): boolean {
  const booted = Date.now() - uptime() * 1000
  return pid !== process.pid && Date.parse(startedAt) > booted && processExists(pid)
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
