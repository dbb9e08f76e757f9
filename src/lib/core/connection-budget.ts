/** How many connections there are, and who uses how many. */
export interface ConnectionBudget {
  /** `allowed` is the server's limit for this user. */
  mysql: {allowed: number; migration: number}
  /** `allowed` is the plan's limit; null if it is not known. */
  postgres: {allowed: number | null; migration: number}
  /** How many connections to Postgres all apps together may open afterwards. */
  apps: number
}

/** How many connections the processes of an app may open, with one pool each. */
export interface AppConnections {
  processes: number
  perProcess: number
  /** The config var that says so; null if it is the default of most libraries. */
  from: string | null
}

/** HikariCP (Spring Boot), node-postgres and Go's pgxpool on small machines open up to ten. */
const USUAL_POOL = 10

/** Config vars that set the size of a pool, the more specific ones first. */
const POOL_SIZES = [
  'SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE',
  'SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE',
  'DATABASE_POOL_SIZE',
  'DATABASE_POOL',
  'DB_POOL_SIZE',
  'DB_POOL',
  'RAILS_MAX_THREADS',
]

/** How many connections the processes that run may open. `WEB_CONCURRENCY` is how many workers a web process starts. */
export function appConnections(
  formation: ReadonlyArray<{type: string; quantity: number}>,
  configVars: Readonly<Record<string, string>>,
): AppConnections {
  const numberIn = (name: string): number | undefined =>
    /^[1-9]\d{0,3}$/.test(configVars[name] ?? '') ? Number(configVars[name]) : undefined
  const copies = numberIn('WEB_CONCURRENCY') ?? 1
  const from = POOL_SIZES.find(name => numberIn(name) !== undefined) ?? null
  return {
    processes: formation.reduce((sum, {type, quantity}) => sum + quantity * (type === 'web' ? copies : 1), 0),
    perProcess: from === null ? USUAL_POOL : (numberIn(from) ?? USUAL_POOL),
    from,
  }
}

/** Left free for the app's owner, backups and the comparison. */
const SPARE = 2

/**
 * The most connections to Postgres that a migration uses: on route `direct` one for each reader and one more, or one for each of
 * `builders` when indexes are built; a restore uses one.
 */
export function targetConnections(
  {readers, builders, direct}: {readers: number; builders: number; direct: boolean},
  allowed: number | null,
): number {
  if (!direct) return 1
  return Math.max(1, Math.min(Math.max(readers + 1, builders), (allowed ?? Infinity) - SPARE))
}
