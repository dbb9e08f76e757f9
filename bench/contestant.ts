import type {Result} from './goals.js'
import type {MeasuredRun, MeasureOptions} from './measure.js'

/** Where a round is run. */
export interface Place {
  /** The data set. */
  mysqlUrl: string
  /** How many rows each of its tables has. */
  rows: Record<string, number>
  /** A superuser of Postgres. */
  postgresUrl: string
  /** For what contestants write. */
  folder: string
  /** The file that `dump` writes. */
  archive: string
  /** S3 in a process of its own: an object to write, and the environment with the keys to it. */
  s3: {object: string; env: Record<string, string>}
  /** What is to be stopped at the end, newest first. */
  stops: Array<() => Promise<unknown>>
}

/** A program that is measured. */
export interface Contestant {
  name: string
  /** Names of programs that must be on the PATH. */
  programs: string[]
  /** Contestants that must have run before, since it takes what they made. */
  after?: string[]
  /** What is made ready before each round, which is not measured. */
  prepare?: () => Promise<void>
  command: () => string[]
  options?: MeasureOptions
  /** Looks at what was made, and throws where it is not what it should be. */
  result?: (run: MeasuredRun) => Promise<Partial<Result>>
}
