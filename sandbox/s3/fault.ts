import {setTimeout as sleep} from 'node:timers/promises'

import {S3Error} from './s3-error.js'

/** A request as a fault sees it: before its signature is looked at and before its body is read. */
export interface S3Request {
  /** S3's name for what is asked: `UploadPart`. */
  operation: string
  bucket: string
  key: string
  partNumber?: number
}

/** Something that goes wrong on demand. What is not named fits every request. */
export interface Fault {
  operation?: string
  bucket?: string
  key?: string
  partNumber?: number
  /** How many fitting requests go through before the first one that fails. */
  after?: number
  /** How many requests fail; all from then on when absent. */
  times?: number
  /** Milliseconds to wait before anything else. */
  delay?: number
  /** Cuts the connection instead of doing anything. */
  cut?: boolean
  /** Does what is asked and then cuts the connection instead of saying so. */
  loseAnswer?: boolean
  /** Answers this of S3's codes (`SlowDown`), with `status` where this server does not know it. */
  code?: string
  status?: number
  message?: string
}

/** What a fault may have become of a request that it lets through. */
export type FaultOutcome = 'lose-answer' | undefined

/** Thrown to have the connection cut without an answer. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut'
}

/** Faults that are set, in order; each counts its own requests. */
export interface FaultList {
  add(fault: Fault): void
  clear(): void
  all(): Fault[]
  /** Lets every fault that fits act on a request: waits, throws, or says that the answer is to be lost. */
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
