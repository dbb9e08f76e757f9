import {expect} from 'chai'
import {loadSession, type LoadSession} from '../../src/lib/postgres/load-session.js'
import {postgresUrl} from '../servers.js'

describe('loadSession', () => {
  let session: LoadSession

  before(() => {
    session = loadSession(postgresUrl())
  })

  after(() => session.close())

  it('compresses long values by LZ4, which the server of the tests was built with', async () => {
    const client = await session.client()
    await client.query('CREATE TEMPORARY TABLE texts (t text)')
    await client.query("INSERT INTO texts VALUES (repeat('the same again, ', 1000))")
    const {rows} = await client.query('SELECT pg_catalog.pg_column_compression(t) AS by FROM texts')
    expect(rows).to.deep.equal([{by: 'lz4'}])
  })
})
