import {Buffer} from 'node:buffer'

import pg from 'pg'

/** Whether a Postgres refuses each of these lines of COPY text, tried one by one. Not through psql: it stops at NUL bytes. */
export async function refusedByCopy(url: string, type: string, lines: Buffer[]): Promise<boolean[]> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    await client.query(`CREATE TEMP TABLE t (v ${type})`)
    const refused: boolean[] = []
    for (const line of lines) refused.push(await isRefused(client, line))
    return refused
  } finally {
    await client.end()
  }
}

function isRefused(client: pg.Client, line: Buffer): Promise<boolean> {
  return new Promise(resolve => {
    client.query({
      submit: connection => connection.query('COPY t FROM stdin'),
      handleCopyInResponse(connection) {
        connection.sendCopyFromChunk(Buffer.concat([line, Buffer.from('\n')]))
        connection.endCopyFrom()
      },
      handleError: () => resolve(true),
      handleCommandComplete() {},
      handleReadyForQuery: () => resolve(false),
    } as CopyIn & pg.Submittable)
  })
}

/** What the driver calls on a query that copies, https://node-postgres.com/apis/client. */
interface CopyIn {
  submit(connection: DriverConnection): void
  handleCopyInResponse(connection: DriverConnection): void
  handleError(): void
  handleCommandComplete(): void
  handleReadyForQuery(): void
}

interface DriverConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}
