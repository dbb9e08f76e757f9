import type {Cost} from './measure.js'

/** What one run of a contestant cost, and what it produced. */
export interface Result extends Cost {
  /** Bytes of the archive. */
  archiveBytes?: number
  /** Seconds of the part that loads rows, if the contestant reports them. */
  loadSeconds?: number
}

/** The results of one round, by the contestant's name. */
export type Round = Partial<Record<string, Result>>

/** A figure that is compared with a limit. Ratios are taken within a round, so that both sides ran under the same conditions. */
export interface Goal {
  what: string
  /** Undefined if a contestant that it needs did not run. */
  value: (round: Round) => number | undefined
  least?: number
  most?: number
  unit: 'MB' | 's' | 'x'
}

export const DUMP_FILE = 'dump to a file'
export const DUMP_S3 = 'dump to S3'
export const DIRECT = 'direct route'
export const PGLOADER = 'pgloader'
export const PG_DUMP = 'pg_dump -Fc'
export const PG_RESTORE = 'pg_restore'
export const MYSQLDUMP = 'mysqldump --quick'
export const COPY = String.raw`psql \copy`
export const VERIFY = 'verify'
export const ROWS_1_MB = 'dump of rows of 1 MB'
export const BLOBS_100_MB = 'dump of blobs of 100 MB'
export const HEROKU_HELP = 'heroku --help'
export const OUR_HELP = 'heroku pg:migrate-mysql --help'

const MEGABYTE = 1e6

export const GOALS: Goal[] = [
  {
    what: 'pgloader and pg_dump -Fc, compared with dump to a file',
    value: round => ratio(sum(seconds(round[PGLOADER]), seconds(round[PG_DUMP])), seconds(round[DUMP_FILE])),
    least: 7,
    unit: 'x',
  },
  {
    what: 'dump to a file, compared with mysqldump --quick to /dev/null',
    value: round => ratio(seconds(round[DUMP_FILE]), seconds(round[MYSQLDUMP])),
    most: 0.9,
    unit: 'x',
  },
  {
    what: 'dump to S3, compared with dump to a file',
    value: round => ratio(seconds(round[DUMP_S3]), seconds(round[DUMP_FILE])),
    unit: 'x',
  },
  {
    what: "size of the archive, compared with pg_dump's",
    value: round => ratio(round[DUMP_FILE]?.archiveBytes, round[PG_DUMP]?.archiveBytes),
    most: 1.05,
    unit: 'x',
  },
  {
    what: 'pgloader, compared with the direct route with indexes and keys',
    value: round => ratio(seconds(round[PGLOADER]), seconds(round[DIRECT])),
    least: 3,
    unit: 'x',
  },
  {
    what: String.raw`load of the direct route, compared with psql \copy of the same rows`,
    value: round => ratio(round[DIRECT]?.loadSeconds, seconds(round[COPY])),
    most: 1.3,
    unit: 'x',
  },
  {what: 'memory of dump to a file', value: megabytes(DUMP_FILE), most: 300, unit: 'MB'},
  {what: 'memory of dump to S3', value: megabytes(DUMP_S3), most: 300, unit: 'MB'},
  {what: 'memory of the direct route', value: megabytes(DIRECT), most: 300, unit: 'MB'},
  {what: 'memory of a dump of rows of 1 MB', value: megabytes(ROWS_1_MB), most: 300, unit: 'MB'},
  {what: 'memory of a dump of blobs of 100 MB', value: megabytes(BLOBS_100_MB), most: 600, unit: 'MB'},
  {
    what: 'start of heroku pg:migrate-mysql --help, over that of heroku --help',
    value: round => difference(seconds(round[OUR_HELP]), seconds(round[HEROKU_HELP])),
    most: 0.3,
    unit: 's',
  },
]

/** The median; for an even number of values, the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1)
  return (low + high) / 2
}

/** Whether a goal is reached; undefined for a figure without a limit. */
export function isReached({least, most}: Goal, value: number): boolean | undefined {
  if (least === undefined && most === undefined) return undefined
  return value >= (least ?? -Infinity) && value <= (most ?? Infinity)
}

function seconds(result: Result | undefined): number | undefined {
  return result?.seconds
}

function sum(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left + right
}

function difference(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left - right
}

function ratio(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined ? undefined : part / whole
}

function megabytes(name: string): (round: Round) => number | undefined {
  return round => {
    const peak = round[name]?.peakBytes
    return peak === undefined ? undefined : peak / MEGABYTE
  }
}
