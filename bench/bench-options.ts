import {parseArgs} from 'node:util'

/** What is measured, and where. */
export interface BenchOptions {
  /** Size of the data set; 1 is about 1 GB of COPY text. */
  scale: number
  rounds: number
  /** Names of contestants, or parts of names; all when empty. Contestants whose output they need run, too. */
  only: string[]
  /** Running servers to use; without them, MariaDB and Postgres are started for the run. */
  mysqlUrl?: string
  postgresUrl?: string
  /** An existing data set on the server at `mysqlUrl`; it is not changed. */
  database?: string
  /** The file for the report. */
  output: string
}

export const USAGE = `Usage: npm run bench -- [--scale 1] [--rounds 3] [--only NAME]... [--output bench/RESULTS.md]
  [--mysql URL] [--postgres URL] [--database NAME]
--mysql and --postgres take servers that run already, as superusers (or BENCH_MYSQL_URL and BENCH_POSTGRES_URL);
others are started and removed. --database takes a data set that an earlier run or nobody else has made there.`

/** Reads the options of a run. Throws if an option is unknown or makes no sense. */
export function benchOptions(args: string[], env: NodeJS.ProcessEnv): BenchOptions {
  const text = {type: 'string'} as const
  const {values} = parseArgs({
    args,
    options: {
      scale: {...text, default: '1'},
      rounds: {...text, default: '3'},
      only: {...text, multiple: true, default: []},
      output: {...text, default: 'bench/RESULTS.md'},
      mysql: text,
      postgres: text,
      database: text,
    },
  })
  const options = {
    scale: Number(values.scale),
    rounds: Number(values.rounds),
    only: values.only,
    output: values.output,
    mysqlUrl: values.mysql ?? env.BENCH_MYSQL_URL,
    postgresUrl: values.postgres ?? env.BENCH_POSTGRES_URL,
    database: values.database,
  }
  if (!(options.scale > 0) || !Number.isInteger(options.rounds) || options.rounds < 1) throw new Error(USAGE)
  if (options.database && !options.mysqlUrl) throw new Error('--database needs --mysql URL')
  return options
}
