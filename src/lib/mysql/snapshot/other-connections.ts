import type {SourceConnection} from '../connect.js'

/** Another session on the server that may write to the database. */
export interface OtherConnection {
  user: string
  /** The address and port that it comes from. */
  host: string
  /** What it is doing: `Sleep`, `Query`, … */
  command: string
}

/**
 * Lists who else is connected to the database, as far as the user may see: without the PROCESS privilege only sessions
 * of the same user, which on Heroku is usually the app's.
 */
export async function otherConnections(connection: SourceConnection): Promise<OtherConnection[]> {
  const [self] = await connection.query<{id: number}>('SELECT CONNECTION_ID() AS id')
  const sessions = await connection.query<ProcessRow>('SHOW FULL PROCESSLIST', 'list the MySQL connections')
  return sessions
    .filter(({Id}) => Number(Id) !== Number(self?.id))
    .filter(({db}) => db === null || db === connection.database)
    .filter(
      ({User, Command}) =>
        !SYSTEM_USERS.has(User) && Command !== 'Daemon' && !Command.startsWith('Binlog Dump'),
    )
    .map(({User, Host, Command}) => ({user: User, host: Host, command: Command}))
}

/** Threads of the server itself. */
const SYSTEM_USERS = new Set(['event_scheduler', 'system user'])

interface ProcessRow {
  Id: number
  User: string
  Host: string
  db: string | null
  Command: string
}
