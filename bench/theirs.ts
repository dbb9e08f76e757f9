import {stat, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {runCommand} from '../sandbox/servers/run-command.js'
import type {Contestant, Place} from './contestant.js'
import {COPY, DUMP_FILE, MYSQLDUMP, PG_DUMP, PG_RESTORE, PGLOADER} from './goals.js'
import {checkRows, databaseUrl, RESTORED, scratchDatabase} from './scratch-database.js'

const LOADED = 'bench_pgloader'
const COPIED = 'bench_copy'

/** Other programs for the same job, with the options that suit them best. */
export function theirs(place: Place): Contestant[] {
  return [...pgloader(place), mysqldump(place), pgRestore(place), psqlCopy(place)]
}

/** With its default batch sizes pgloader fails with "Heap exhausted" on rows of 11 KB. */
function pgloader(place: Place): Contestant[] {
  const {mysqlUrl, postgresUrl, folder} = place
  const source = new URL(mysqlUrl)
  const target = databaseUrl(postgresUrl, LOADED)
  const script = path.join(folder, 'shop.load')
  const archive = path.join(folder, 'theirs.dump')
  const load = `LOAD DATABASE FROM ${source.href} INTO ${target.replace(/^postgres:/, 'postgresql:')}
    WITH prefetch rows = 200, batch rows = 200;\n`
  return [
    {
      name: PGLOADER,
      programs: ['pgloader'],
      async prepare() {
        await scratchDatabase(place, LOADED)
        await writeFile(script, load, {mode: 0o600})
      },
      command: () => ['pgloader', '--root-dir', path.join(folder, 'pgloader'), script],
      async result() {
        await checkRows(place, target, source.pathname.slice(1))
        return {}
      },
    },
    {
      name: PG_DUMP,
      programs: ['pg_dump'],
      after: [PGLOADER],
      command: () => ['pg_dump', '--format=custom', '--no-owner', `--file=${archive}`, target],
      result: async () => ({archiveBytes: (await stat(archive)).size}),
    },
  ]
}

function mysqldump({mysqlUrl}: Place): Contestant {
  const {hostname, port, username, password, pathname} = new URL(mysqlUrl)
  const server = [`--host=${hostname}`, `--port=${port || 3306}`, `--user=${decodeURIComponent(username)}`]
  return {
    name: MYSQLDUMP,
    programs: ['mysqldump'],
    command: () => [
      'mysqldump',
      '--no-defaults',
      '--quick',
      '--single-transaction',
      ...server,
      pathname.slice(1),
    ],
    options: {env: {MYSQL_PWD: decodeURIComponent(password)}},
  }
}

function pgRestore(place: Place): Contestant {
  const target = databaseUrl(place.postgresUrl, RESTORED)
  return {
    name: PG_RESTORE,
    programs: ['pg_restore'],
    after: [DUMP_FILE],
    async prepare() {
      await scratchDatabase(place, RESTORED)
    },
    command: () => ['pg_restore', '--no-owner', '--exit-on-error', `--dbname=${target}`, place.archive],
    async result() {
      await checkRows(place, target, 'public')
      return {}
    },
  }
}

/** Loads ready-made files into empty tables without indexes, one after another: the least time that loading can take. */
function psqlCopy(place: Place): Contestant {
  const {postgresUrl, folder, rows} = place
  const target = databaseUrl(postgresUrl, COPIED)
  const psql = (url: string, verb: string): string[] => [
    'psql',
    '--no-psqlrc',
    '--quiet',
    '--set=ON_ERROR_STOP=1',
    `--dbname=${url}`,
    ...Object.keys(rows).map(
      table => `--command=\\copy "${table}" ${verb} '${path.join(folder, table)}.copy'`,
    ),
  ]
  let filesMade = false
  return {
    name: COPY,
    programs: ['psql'],
    after: [PG_RESTORE],
    async prepare() {
      if (!filesMade) await runCommand(psql(databaseUrl(postgresUrl, RESTORED), 'to'))
      filesMade = true
      await scratchDatabase(place, COPIED)
      await runCommand(['pg_restore', '--section=pre-data', `--dbname=${target}`, place.archive])
    },
    command: () => psql(target, 'from'),
    async result() {
      await checkRows(place, target, 'public')
      return {}
    },
  }
}
