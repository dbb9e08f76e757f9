import type {SourceConnection} from './connect.js'

/** Reads how many connections the server allows this user at once, as far as it says: small plans allow ten or fewer. */
export async function connectionLimit(connection: SourceConnection): Promise<number> {
  const [row] = await connection.query<{ofUser: number; ofServer: number}>(
    'SELECT @@max_user_connections AS ofUser, @@max_connections AS ofServer',
  )
  const limits = [Number(row?.ofUser), Number(row?.ofServer)].filter(limit => limit > 0)
  return Math.min(...limits, Number.MAX_SAFE_INTEGER)
}
