import type {SourceConnection} from './connect.js'

/** Reads the position of the server's binary log, which moves with every write. Undefined if there is none or it is hidden. */
export async function serverPosition(connection: SourceConnection): Promise<string | undefined> {
  const {flavor} = connection.server
  // Neither variable needs a privilege; both are empty without a binary log or GTIDs.
  const gtids = flavor === 'mariadb' ? '@@global.gtid_binlog_pos' : '@@global.gtid_executed'
  const answer = await connection.attempt<{position: string; logged: number}>(
    `SELECT ${gtids} AS position, @@global.log_bin AS logged`,
  )
  const row = 'rows' in answer ? answer.rows[0] : undefined
  if (!row || Number(row.logged) !== 1 || row.position === '') return undefined
  return flavor === 'mariadb' || (await usesGtids(connection)) ? row.position : undefined
}

/** With any other mode some transactions get no GTID. */
async function usesGtids(connection: SourceConnection): Promise<boolean> {
  const [row] = await connection.query<{mode: string}>('SELECT @@global.gtid_mode AS mode')
  return row?.mode === 'ON'
}
