import {after, before, describe} from 'mocha'
import type {DatabaseServer} from '../sandbox/servers/database-server.js'
import {findProgram} from '../sandbox/servers/find-program.js'
import {whyNoMysql} from '../sandbox/servers/mysql-root.js'
import {installedPostgres, newerPostgres} from '../sandbox/servers/postgres-programs.js'
import {startMariadb} from '../sandbox/servers/start-mariadb.js'
import {startMysql} from '../sandbox/servers/start-mysql.js'
import {startPostgres} from '../sandbox/servers/start-postgres.js'

/** A MySQL-compatible server to test against. */
export interface Source {
  flavor: 'mariadb' | 'mysql'
  /** Superuser's URL without a database. Known only while tests run, not while they are defined. */
  url(): string
  /** The server's CA certificate, where the tests started the server themselves and openssl is there. */
  caFile(): string | undefined
}

/** A Postgres server to test against. */
export interface Target {
  /** "Postgres 15" */
  name: string
  /** Superuser's URL. Known only while tests run, not while they are defined. */
  url(): string
  /** First words of a command that runs this version's pg_restore. It reads from standard input only. */
  pgRestore: string[]
  /** The server's certificate, where the tests started the server themselves and openssl is there. */
  caFile(): string | undefined
}

interface Server {
  title: string
  /** URL of a server that runs already. */
  given?: string
  start: () => Promise<DatabaseServer>
  /** Why its tests must be skipped here. */
  missing?: string
}

const {TEST_MARIADB_URL, TEST_MYSQL_URL, TEST_POSTGRES_URL} = process.env
const START_MS = 120_000

const MARIADB: Server = {
  title: 'MariaDB',
  given: TEST_MARIADB_URL,
  start: startMariadb,
  missing: findProgram('mariadbd') ? undefined : 'MariaDB is not installed: npm test installs it on Debian',
}
const MYSQL: Server = {title: 'MySQL 9', given: TEST_MYSQL_URL, start: startMysql, missing: whyNoMysql()}

const own = installedPostgres()
const POSTGRES: Server = {
  title: own?.name ?? 'Postgres',
  given: TEST_POSTGRES_URL,
  start: () => startPostgres(own),
}
const newer = newerPostgres()
const NEWER_POSTGRES: Server = {
  title: newer?.name ?? 'Postgres 18',
  start: () => startPostgres(newer),
  missing: newer ? undefined : 'Postgres 18 comes with MySQL 9, which is not installed or needs root',
}

const running = new Map<Server, DatabaseServer>()

/** Defines the tests once for MariaDB and once for MySQL 9, as skipped ones where a server cannot be had. */
export function onEachSource(define: (source: Source) => void): void {
  onServer(MARIADB, () => define({flavor: 'mariadb', ...answersOf(MARIADB)}))
  onServer(MYSQL, () => define({flavor: 'mysql', ...answersOf(MYSQL)}))
}

/** Defines the tests for the machine's own Postgres, and for the newer one where it can be had. */
export function onEachPostgres(define: (target: Target) => void): void {
  for (const [server, programs] of [
    [POSTGRES, own],
    [NEWER_POSTGRES, newer],
  ] as const) {
    const pgRestore = programs ? [...programs.chroot, `${programs.bin}/pg_restore`] : ['pg_restore']
    onServer(server, () => define({name: server.title, pgRestore, ...answersOf(server)}))
  }
}

/** Superuser's URL of the machine's own Postgres. Known only while tests run. */
export function postgresUrl(): string {
  return found(POSTGRES).url
}

function answersOf(server: Server): {url(): string; caFile(): string | undefined} {
  return {url: () => found(server).url, caFile: () => found(server).caFile}
}

function found(server: Server): DatabaseServer {
  const known = running.get(server)
  if (!known) throw new Error(`${server.title} does not run yet: ask for its URL inside a test or a hook.`)
  return known
}

function onServer(server: Server, define: () => void): void {
  const missing = server.given ? undefined : server.missing
  describe(`on ${server.title}${missing ? ` (skipped: ${missing})` : ''}`, () => {
    before(async function () {
      if (missing) this.skip()
      this.timeout(START_MS)
      await start(server)
    })
    define()
  })
}

async function start(server: Server): Promise<void> {
  if (running.has(server)) return
  running.set(server, server.given ? {url: server.given, async stop() {}} : await server.start())
}

// Every test that moves data needs Postgres, so it starts with the first test of any file that imports this one.
before(async function () {
  this.timeout(START_MS)
  await start(POSTGRES)
})

after(async function () {
  this.timeout(START_MS)
  await Promise.all([...running.values()].map(server => server.stop()))
})
