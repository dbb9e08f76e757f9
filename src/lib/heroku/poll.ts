import {setTimeout as delay} from 'node:timers/promises'

import {EXIT, MigrationError} from '../core/migration-error.js'
import {isTransient} from './translate-error.js'

/** How to wait for something on Heroku. Times are milliseconds. */
export interface WaitOptions {
  signal?: AbortSignal
  /** Between two looks. */
  interval?: number
  /** From the first look to giving up. */
  timeout?: number
  /** How many looks in a row may fail for reasons that pass: network, 5xx, rate limit. */
  maxFailures?: number
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  now?: () => number
}

/** In milliseconds. */
export const SECOND = 1000
/** In milliseconds. */
export const MINUTE = 60 * SECOND

/**
 * Looks until there is something other than undefined, and gives undefined, or throws why the last look failed, when the time is over.
 * Throws what `look` throws, unless `passes` says that it may be otherwise next time; throws `interrupted` when the signal aborts.
 */
export async function poll<Found>(
  look: () => Promise<Found | undefined>,
  {
    signal,
    interval = 5 * SECOND,
    timeout = Infinity,
    maxFailures = 60,
    sleep = pause,
    now = Date.now,
  }: WaitOptions,
  passes: (error: unknown) => boolean = isTransient,
): Promise<Found | undefined> {
  const end = now() + timeout
  let failures = 0
  for (;;) {
    refuseAborted(signal)
    try {
      const found = await look()
      if (found !== undefined) return found
      failures = 0
    } catch (error) {
      failures++
      if (now() >= end || failures > maxFailures || !passes(error)) throw error
    }
    if (now() >= end) return undefined
    await sleep(interval, signal)
  }
}

/**
 * Does something that may be done twice, and again while Heroku fails for reasons that pass; what fails after `timeout` is thrown.
 * `onFailure` is told the first failure.
 */
export async function patiently<Found>(
  work: () => Promise<Found>,
  onFailure: (error: unknown) => void,
  {timeout = 5 * MINUTE, ...options}: WaitOptions = {},
): Promise<Found> {
  let failures = 0
  const passes = (error: unknown): boolean => {
    if (!isTransient(error)) return false
    if (failures++ === 0) onFailure(error)
    return true
  }
  const done = await poll(
    async () => ({found: await work()}),
    {timeout, maxFailures: Infinity, ...options},
    passes,
  )
  // When the time is over, `poll` throws the last failure, so that there is something whenever nothing is thrown.
  return (done as {found: Found}).found
}

/** Waits; throws `interrupted` as soon as the signal aborts. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, {signal})
  } catch {
    throw interrupted()
  }
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted()
}

function interrupted(): MigrationError {
  return new MigrationError('Interrupted.', {code: 'interrupted', exit: EXIT.interrupted})
}
