import type {Result} from './goals.js'
import type {MeasuredRun, MeasureOptions} from './measure.js'

/** Where a round runs. */
export interface Place {
  /** URL of the data set. */
  mysqlUrl: string
  /** How many rows each of its tables has. */
  rows: Record<string, number>
  /** URL of a superuser of Postgres. */
  postgresUrl: string
  /** The folder for the contestants' files. */
  folder: string
  /** The file that `dump` writes. */
  archive: string
  /** S3 in a process of its own: an object to write, and the environment with the keys to it. */
  s3: {object: string; env: Record<string, string>}
  /** Functions to call at the end, newest first, which stop what was started. */
  stops: Array<() => Promise<unknown>>
}

/** A program that is measured. */
export interface Contestant {
  name: string
  /** Names of programs that must be on the PATH. */
  programs: string[]
  /** Contestants that must have run before, because it needs their output. */
  after?: string[]
  /** Prepares each round, without being measured. */
  prepare?: () => Promise<void>
  command: () => string[]
  options?: MeasureOptions
  /** Checks the output, and throws if it is wrong. */
  result?: (run: MeasuredRun) => Promise<Partial<Result>>
}
