import {after, before, describe} from 'mocha'
import type {DatabaseServer} from '../sandbox/servers/database-server.js'
import {findProgram} from '../sandbox/servers/find-program.js'
import {whyNoMysql} from '../sandbox/servers/mysql-root.js'
import {
  installedPostgres,
  newerPostgres,
  type PostgresPrograms,
} from '../sandbox/servers/postgres-programs.js'
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

const SOURCES: Array<Server & {flavor: Source['flavor']}> = [
  {
    flavor: 'mariadb',
    title: 'MariaDB',
    given: process.env.TEST_MARIADB_URL,
    start: startMariadb,
    missing: findProgram('mariadbd') ? undefined : 'MariaDB is not installed: npm test installs it on Debian',
  },
  {
    flavor: 'mysql',
    title: 'MySQL 9',
    given: process.env.TEST_MYSQL_URL,
    start: startMysql,
    missing: whyNoMysql(),
  },
]
const POSTGRES: Server = {
  title: 'Postgres',
  given: process.env.TEST_POSTGRES_URL,
  start: () => startPostgres(),
}
const START_MS = 120_000

const running = new Map<Server, Promise<DatabaseServer>>()
const urls = new Map<Server, DatabaseServer>()

/** Defines the tests once for MariaDB and once for MySQL 9, as skipped ones where a server cannot be had. */
export function onEachSource(define: (source: Source) => void): void {
  for (const server of SOURCES) {
    const source = {flavor: server.flavor, url: () => found(server).url, caFile: () => found(server).caFile}
    onServer(server, () => define(source))
  }
}

/** Defines the tests for the machine's own Postgres, and for the newer one where it can be had. */
export function onEachPostgres(define: (target: Target) => void): void {
  const own = installedPostgres()
  const ownTitle = own?.name ?? 'Postgres'
  onServer(POSTGRES, () => define(target(ownTitle, POSTGRES, own)), ownTitle)
  onServer(NEWER, () => define(target(NEWER.title, NEWER, newer)))
}

/** Superuser's URL of the machine's own Postgres. Known only while tests run. */
export function postgresUrl(): string {
  return found(POSTGRES).url
}

const newer = newerPostgres()
const NEWER: Server = {
  title: newer?.name ?? 'Postgres 18',
  start: () => startPostgres(newer),
  missing: newer ? undefined : (whyNoMysql() ?? 'Postgres 18 is not beside MySQL 9'),
}

function target(name: string, server: Server, programs?: PostgresPrograms): Target {
  const pgRestore = programs ? [...programs.chroot, `${programs.bin}/pg_restore`] : ['pg_restore']
  return {name, url: () => found(server).url, pgRestore, caFile: () => found(server).caFile}
}

function onServer(server: Server, define: () => void, title = server.title): void {
  const missing = server.given ? undefined : server.missing
  describe(missing ? `on ${title} (skipped: ${missing})` : `on ${title}`, () => {
    before(async function () {
      if (missing) this.skip()
      this.timeout(START_MS)
      await start(server)
    })
    define()
  })
}

async function start(server: Server): Promise<void> {
  const given = server.given && {url: server.given, async stop() {}}
  if (!running.has(server)) running.set(server, given ? Promise.resolve(given) : server.start())
  urls.set(server, await running.get(server)!)
}

function found(server: Server): DatabaseServer {
  const known = urls.get(server)
  if (!known)
    throw new Error(
      `${server.title} is not started while tests are being defined: ask inside a test or hook.`,
    )
  return known
}

// Every test that moves data needs Postgres, so it starts with the first test of any file that imports this one.
before(async function () {
  this.timeout(START_MS)
  await start(POSTGRES)
})

after(async function () {
  this.timeout(START_MS)
  await Promise.all([...urls.values()].map(server => server.stop()))
})
