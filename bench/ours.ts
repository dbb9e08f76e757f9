import {stat} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import type {Contestant, Place} from './contestant.js'
import {DUMP_FILE, DUMP_S3, PG_RESTORE, VERIFY} from './goals.js'
import {databaseUrl, RESTORED} from './scratch-database.js'

const RUN = fileURLToPath(new URL('../bin/run.js', import.meta.url))

/** The commands of this plugin that need no Heroku. */
export function ours(place: Place): Contestant[] {
  const {mysqlUrl, s3, archive} = place
  const env = {...s3.env, NODE_ENV: 'production'}
  return [
    {
      name: DUMP_FILE,
      programs: [],
      command: () => dumpCommand(mysqlUrl, archive),
      options: {env},
      result: async () => ({archiveBytes: (await stat(archive)).size}),
    },
    {
      name: DUMP_S3,
      programs: [],
      command: () => dumpCommand(mysqlUrl, s3.object),
      options: {env},
    },
    {
      name: VERIFY,
      programs: [],
      after: [PG_RESTORE],
      command: () => pluginCommand('verify', mysqlUrl, '--target', databaseUrl(place.postgresUrl, RESTORED)),
      options: {env},
    },
  ]
}

/** A command line that dumps a database to a file or an object. */
export function dumpCommand(mysqlUrl: string, output: string): string[] {
  return pluginCommand('dump', mysqlUrl, '--output', output)
}

function pluginCommand(name: string, mysqlUrl: string, ...flags: string[]): string[] {
  return [process.execPath, RUN, `pg:migrate-mysql:${name}`, '--source', mysqlUrl, ...flags]
}
