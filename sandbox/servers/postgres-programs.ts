import {existsSync, readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {findProgram} from './find-program.js'
import {inMysqlRoot, mysqlRoot} from './mysql-root.js'

/** An installed Postgres. */
export interface PostgresPrograms {
  /** "Postgres 15" */
  name: string
  /** Folder of its programs, as seen inside `root`. */
  bin: string
  /** The folder that the programs see as `/`; empty for the real one. */
  root: string
  /** First words of every command, if `root` is not the real one. */
  chroot: string[]
}

const DEBIAN = '/usr/lib/postgresql'

/** The machine's own Postgres (the newest one), or undefined. */
export function installedPostgres(): PostgresPrograms | undefined {
  const debians = newestIn(DEBIAN)
  if (debians) return {...debians, root: '', chroot: []}
  const postgres = findProgram('postgres')
  return postgres ? {name: 'Postgres', bin: dirname(postgres), root: '', chroot: []} : undefined
}

/** The Postgres in `mysqlRoot`, newer than a stable Debian's, or undefined. */
export function newerPostgres(): PostgresPrograms | undefined {
  const newest = newestIn(join(mysqlRoot, DEBIAN))
  if (!newest || process.getuid?.() !== 0) return undefined
  return {name: newest.name, bin: newest.bin.slice(mysqlRoot.length), root: mysqlRoot, chroot: inMysqlRoot}
}

function newestIn(folder: string): Pick<PostgresPrograms, 'bin' | 'name'> | undefined {
  if (!existsSync(folder)) return undefined
  const [newest] = readdirSync(folder)
    .filter(version => existsSync(join(folder, version, 'bin', 'postgres')))
    .sort((a, b) => Number(b) - Number(a))
  return newest ? {name: `Postgres ${newest}`, bin: join(folder, newest, 'bin')} : undefined
}
