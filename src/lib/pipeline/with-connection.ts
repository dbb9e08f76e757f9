import {connect, type SourceConnection} from '../mysql/connect.js'
import type {ChosenSource} from './choose-source.js'

/** Uses a connection to the source that is opened for this purpose and closed afterwards. Throws as `connect` does. */
export async function withConnection<Found>(
  source: ChosenSource,
  use: (connection: SourceConnection) => Promise<Found>,
): Promise<Found> {
  const connection = await connect(source.address, source.tls)
  try {
    return await use(connection)
  } finally {
    await connection.close()
  }
}
