import {randomUUID} from 'node:crypto'
import {dataTime} from './data-reply.js'
import {later, type DatabaseAddon, type HerokuState, type Transfer} from './heroku-state.js'

/** How often a running transfer shows that it is alive. */
const HEARTBEAT_MS = 1000

/** The work of a transfer after it has started; returns how it ended, or throws. */
export type TransferWork = (transfer: Transfer) => Promise<{succeeded: boolean; warnings: number}>

/** Registers a transfer as pending and starts it a little later. Success or failure is recorded in the transfer itself. */
export function startTransfer(
  state: HerokuState,
  addon: DatabaseAddon,
  given: Pick<Transfer, 'fromUrl' | 'kind' | 'toUrl'>,
  work: TransferWork,
): Transfer {
  const transfer = newTransfer(state, addon, given)
  state.transfers.push(transfer)
  later(state, state.settings.transferDelayMs, () => run(transfer, work))
  return transfer
}

/** Marks a transfer as cancelled at once and sends SIGINT to its child process. */
export function cancelTransfer(transfer: Transfer): void {
  if (transfer.finishedAt) return
  transfer.canceledAt = new Date()
  finish(transfer, false)
  transfer.interrupt.abort()
}

/** Adds a line to a transfer's log. */
export function logLine(transfer: Transfer, message: string): void {
  transfer.logs.push({created_at: dataTime(new Date()) ?? '', level: 'info', message})
}

async function run(transfer: Transfer, work: TransferWork): Promise<void> {
  if (transfer.finishedAt) return
  transfer.startedAt = new Date()
  transfer.updatedAt = new Date()
  const heartbeat = setInterval(() => {
    transfer.updatedAt = new Date()
  }, HEARTBEAT_MS)
  try {
    const {succeeded, warnings} = await work(transfer)
    transfer.warnings = warnings
    finish(transfer, succeeded)
  } catch (error) {
    logLine(transfer, error instanceof Error ? error.message : String(error))
    finish(transfer, false)
  } finally {
    clearInterval(heartbeat)
  }
}

function finish(transfer: Transfer, succeeded: boolean): void {
  if (transfer.finishedAt) return
  transfer.succeeded = succeeded
  transfer.finishedAt = new Date()
  transfer.updatedAt = new Date()
}

function newTransfer(
  state: HerokuState,
  addon: DatabaseAddon,
  given: Pick<Transfer, 'fromUrl' | 'kind' | 'toUrl'>,
): Transfer {
  const {app} = addon
  return {
    ...given,
    uuid: randomUUID(),
    num: Math.max(0, ...state.transfers.filter(other => other.app === app).map(({num}) => num)) + 1,
    app,
    addon,
    sourceBytes: null,
    processedBytes: 0,
    succeeded: null,
    warnings: 0,
    createdAt: new Date(),
    startedAt: null,
    canceledAt: null,
    updatedAt: null,
    finishedAt: null,
    logs: [],
    interrupt: new AbortController(),
  }
}
