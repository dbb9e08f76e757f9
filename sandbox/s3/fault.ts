import {setTimeout as sleep} from 'node:timers/promises'

import {S3Error} from './s3-error.js'

/** A request as a fault sees it: before its signature is checked and its body is read. */
export interface S3Request {
  /** S3's name for the operation: `UploadPart`. */
  operation: string
  bucket: string
  key: string
  partNumber?: number
}

/** A failure to be simulated. An absent field matches every request. */
export interface Fault {
  operation?: string
  bucket?: string
  key?: string
  partNumber?: number
  /** How many matching requests succeed before the first one that fails. */
  after?: number
  /** How many requests fail; all of the following ones when absent. */
  times?: number
  /** Milliseconds to wait before anything else. */
  delay?: number
  /** Cuts the connection instead of doing anything. */
  cut?: boolean
  /** Does the work and then cuts the connection instead of answering. */
  loseAnswer?: boolean
  /** Answers with one of S3's codes (`SlowDown`), and with `status` if this server does not know the code. */
  code?: string
  status?: number
  message?: string
}

/** What to do with a request that faults did not stop. */
export type FaultOutcome = 'lose-answer' | undefined

/** Thrown to cut the connection without an answer. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut'
}

/** The faults to simulate, in order; each counts its own requests. */
export interface FaultList {
  add(fault: Fault): void
  clear(): void
  all(): Fault[]
  /** Applies every matching fault to a request: waits, throws, or returns that the answer should be lost. */
  apply(request: S3Request): Promise<FaultOutcome>
}

/** Makes an empty list of faults. */
export function faultList(): FaultList {
  let faults: {fault: Fault; seen: number}[] = []
  return {
    add(fault) {
      faults.push({fault, seen: 0})
    },
    clear() {
      faults = []
    },
    all: () => faults.map(({fault}) => fault),
    async apply(request) {
      let outcome: FaultOutcome
      for (const entry of faults.filter(({fault}) => fits(fault, request))) {
        entry.seen += 1
        if (!isDue(entry.fault, entry.seen)) continue
        await act(entry.fault)
        if (entry.fault.loseAnswer) outcome = 'lose-answer'
      }

      return outcome
    },
  }
}

function fits(fault: Fault, request: S3Request): boolean {
  const names = ['operation', 'bucket', 'key', 'partNumber'] as const
  return names.every(name => fault[name] === undefined || fault[name] === request[name])
}

function isDue({after = 0, times = Infinity}: Fault, seen: number): boolean {
  return seen > after && seen <= after + times
}

async function act({delay, cut, code, status, message}: Fault): Promise<void> {
  if (delay !== undefined) await sleep(delay)
  if (cut) throw new ConnectionCut('The connection was cut on demand.')
  if (code !== undefined) throw new S3Error(code, {status, message})
}
