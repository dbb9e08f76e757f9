import {stat} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import type {Contestant, Place} from './contestant.js'
import {DUMP_FILE, DUMP_S3, PG_RESTORE, VERIFY} from './goals.js'
import {databaseUrl, RESTORED} from './scratch-database.js'

const RUN = fileURLToPath(new URL('../bin/run.js', import.meta.url))

/** The commands of this plugin that need no Heroku. */
export function ours(place: Place): Contestant[] {
  const {mysqlUrl, s3, archive} = place
  const command = (name: string, ...flags: string[]): string[] => [
    process.execPath,
    RUN,
    `pg:migrate-mysql:${name}`,
    '--source',
    mysqlUrl,
    ...flags,
  ]
  const env = {...s3.env, NODE_ENV: 'production'}
  return [
    {
      name: DUMP_FILE,
      programs: [],
      command: () => command('dump', '--output', archive),
      options: {env},
      result: async () => ({archiveBytes: (await stat(archive)).size}),
    },
    {
      name: DUMP_S3,
      programs: [],
      command: () => command('dump', '--output', s3.object),
      options: {env},
    },
    {
      name: VERIFY,
      programs: [],
      after: [PG_RESTORE],
      command: () => command('verify', '--target', databaseUrl(place.postgresUrl, RESTORED)),
      options: {env},
    },
  ]
}
