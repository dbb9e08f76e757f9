import {MigrationError} from '../core/migration-error.js'
import type {HerokuApi} from './heroku-api.js'
import {MINUTE, poll, SECOND, type WaitOptions} from './poll.js'
import {readTransfer, type Transfer} from './transfers.js'
import {hasCode, isNotFound, isTransient} from './translate-error.js'

/** How a restore ended. Lost contact means that it may still be running, or may have succeeded or failed. */
export type RestoreOutcome =
  | {state: 'succeeded'; warnings: number; seconds: number}
  | {state: 'failed'; reason: string; lastLines: string[]}
  | {state: 'lost-contact'; reason: string}

/** How to follow a restore. */
export interface FollowOptions extends WaitOptions {
  /** Called at every look. */
  onProgress?: (progress: {pending: boolean; processedBytes: number}) => void
  /** How long the restore may show no sign of life after it has started, in milliseconds. */
  silence?: number
}

/**
 * Follows a restore, given by its id, until it has succeeded, has failed or contact to it is lost; `billingApp` is the app that
 * pays for the database. The only MigrationError that it throws is `interrupted`, when the signal aborts.
 */
export async function followRestore(
  api: HerokuApi,
  billingApp: string,
  id: string,
  options: FollowOptions = {},
): Promise<RestoreOutcome> {
  const {onProgress, silence = 15 * MINUTE, now = Date.now} = options
  const isSilent = silenceWatch(silence, now)
  const look = async (): Promise<RestoreOutcome | Transfer | undefined> => {
    const transfer = await readTransfer(api, billingApp, id)
    onProgress?.({pending: !transfer.startedAt, processedBytes: transfer.processedBytes})
    if (transfer.finishedAt) return transfer
    return isSilent(transfer) ? silent(silence) : undefined
  }

  try {
    const end = await poll(look, {interval: 3 * SECOND, maxFailures: 100, ...options}, mayPass)
    if (!end) return {state: 'lost-contact', reason: 'It did not end in time.'}
    return 'state' in end ? end : await outcomeOf(api, billingApp, end)
  } catch (error) {
    return outcomeOfError(error)
  }
}

/** Whether to look again after an error; the list of restores may lag behind the start of one. */
function mayPass(error: unknown): boolean {
  return isTransient(error) || isNotFound(error)
}

/** Makes a check for whether a restore that has started has stood still for too long. */
function silenceWatch(silence: number, now: () => number): (transfer: Transfer) => boolean {
  let last = ''
  let since = now()
  return ({startedAt, updatedAt, processedBytes}) => {
    const sign = `${startedAt?.getTime()} ${updatedAt?.getTime()} ${processedBytes}`
    if (sign !== last) since = now()
    last = sign
    return startedAt !== null && now() - since > silence
  }
}

function silent(silence: number): RestoreOutcome {
  return {
    state: 'lost-contact',
    reason: `It gave no sign of life for ${Math.round(silence / MINUTE)} minutes.`,
  }
}

async function outcomeOf(api: HerokuApi, billingApp: string, transfer: Transfer): Promise<RestoreOutcome> {
  const {id, succeeded, warnings, startedAt, finishedAt, canceledAt} = transfer
  if (succeeded) return {state: 'succeeded', warnings, seconds: secondsBetween(startedAt, finishedAt)}
  // The failure is reported even if its log cannot be read.
  const {logs} = await readTransfer(api, billingApp, id, {logs: true}).catch(() => transfer)
  const reason = canceledAt ? 'The restore was cancelled.' : 'pg_restore reported errors.'
  return {state: 'failed', reason, lastLines: tellingLines(logs)}
}

function outcomeOfError(error: unknown): RestoreOutcome {
  if (hasCode(error, 'heroku-gone'))
    return {state: 'failed', reason: 'The restore was deleted.', lastLines: []}
  if (!(error instanceof MigrationError) || hasCode(error, 'interrupted')) throw error
  return {state: 'lost-contact', reason: error.message}
}

/** The first lines that report an error, wherever they are, and the last lines of the log. */
function tellingLines(logs: readonly string[]): string[] {
  const errors = logs.filter(line => /error|fatal|could not/i.test(line)).slice(0, 10)
  const last = logs.slice(-5)
  return [...errors.filter(line => !last.includes(line)), ...last]
}

function secondsBetween(start: Date | null, end: Date | null): number {
  return start && end ? (end.getTime() - start.getTime()) / 1000 : 0
}
