import {execFile} from 'node:child_process'
import {once} from 'node:events'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import {promisify} from 'node:util'
import {expect} from 'chai'
import {createDatabase, runSql} from '../../postgres/scratch-database.js'
import {postgresUrl} from '../../servers.js'
import {startHerokuClient, until, type HerokuClient} from './heroku-client.js'

interface Transfer {
  uuid: string
  num: number
  started_at: string | null
  finished_at: string | null
  canceled_at: string | null
  succeeded: boolean | null
  warnings: number
  processed_bytes: number
  source_bytes: number
  from_url: string
  to_url: string
  logs: {message: string}[]
}

const CHECK = 'SELECT count(*)::int AS rows, bool_and(text = md5(id::text)) AS same FROM t'
const NO_ARCHIVE = Buffer.from('no dump '.repeat(100))
const TABLE = 'CREATE TABLE t AS SELECT id, md5(id::text) AS text FROM generate_series(1, 3000) AS id'

describe('restores and backups of the sandbox', () => {
  let client: HerokuClient
  let archive: Buffer
  let addonId: string
  let databaseUrl: string

  before(async () => {
    client = await startHerokuClient()
    archive = await archiveOf([TABLE, 'ALTER TABLE t ADD PRIMARY KEY (id)'])
  })

  after(() => client.stop())

  beforeEach(async () => {
    const {body} = await client.call('POST /apps/sushi/addons', {plan: 'heroku-postgresql:essential-0'})
    addonId = String(body.id)
    const {body: info} = await until(
      () => client.call(`GET /client/v11/databases/${addonId}`),
      answer => answer.body['waiting?'] === false,
    )
    databaseUrl = String(info.resource_url)
  })

  const transfer = async (identity: number | string) =>
    (await client.call<Transfer>(`GET /client/v11/apps/sushi/transfers/${identity}?verbose=true`)).body

  const finished = (identity: number | string) =>
    until(
      () => transfer(identity),
      ({finished_at}) => finished_at !== null,
    )

  const restore = async (url: string, body: object = {}) => {
    const answer = await client.call<Transfer>(`POST /client/v11/databases/${addonId}/restores`, {
      backup_url: url,
      ...body,
    })
    expect(answer.status).to.equal(201)
    return answer.body
  }

  const restored = async (bytes: Buffer, body: object = {}) =>
    withFile(answerWith(bytes), async url => finished((await restore(url, body)).uuid))

  const query = (sql: string) => runSql(databaseUrl, sql)

  it('download the archive and restore it', async () => {
    const done = await restored(archive)
    expect(done).to.include({succeeded: true, warnings: 0})
    expect(done.processed_bytes).to.equal(archive.length)
    expect(done.source_bytes).to.equal(archive.length)
    expect(done.logs.map(({message}) => message)).to.include(
      'pg_restore: processing data for table "public.t"',
    )
    expect(await query(CHECK)).to.deep.equal([{rows: 3000, same: true}])
  })

  it('are pending at first, without logs unless asked, and found by number', async () => {
    await withFile(answerWith(archive), async url => {
      const {num, uuid} = await restore(url)
      const {body} = await client.call<Transfer>(`GET /client/v11/apps/sushi/transfers/${num}`)
      expect(body).to.include({uuid, started_at: null, finished_at: null, succeeded: null})
      expect(body).not.to.have.property('logs')
      expect(body.from_url).to.equal(url)
      expect(body.to_url).to.equal(databaseUrl)
      expect((await finished(num)).finished_at).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000$/)
    })
  })

  it('fail with the log when the database is not empty, and succeed again after a reset', async () => {
    await restored(archive)
    const again = await restored(archive)
    expect(again).to.include({succeeded: false})
    expect(again.logs.map(({message}) => message).join('\n')).to.contain('relation "t" already exists')
    const reset = await client.call(`PUT /client/v11/databases/${addonId}/reset`, {extensions: []})
    expect(reset.status).to.equal(200)
    expect((await restored(archive)).succeeded).to.equal(true)
  })

  it('ignore the errors that Heroku ignores: a comment on an extension of another owner', async () => {
    const withComment = await archiveOf(['CREATE EXTENSION citext', TABLE])
    const done = await restored(withComment, {extensions: ['citext']})
    expect(done.logs.map(({message}) => message).join('\n')).to.contain('must be owner of extension citext')
    expect(done).to.include({succeeded: true, warnings: 1})
  })

  const BROKEN: [string, (bytes: Buffer) => http.RequestListener, RegExp][] = [
    ['something that is no archive', () => answerWith(NO_ARCHIVE), /did not find magic string/],
    ['a URL that has expired', () => expired, /HTTP status 403/],
    ['an answer of unknown length', bytes => chunked(bytes), /unknown bytes/],
    ['a download that breaks off', bytes => breakOff(bytes), /aborted|ended early/],
  ]
  for (const [what, listener, log] of BROKEN) {
    it(`fail with the reason in the log for ${what}`, async () => {
      const done = await withFile(listener(archive), async url => finished((await restore(url)).uuid))
      expect(done.succeeded).to.equal(false)
      expect(done.logs.map(({message}) => message).join('\n')).to.match(log)
    })
  }

  it('stop when cancelled, at once', async () => {
    await withFile(neverEnd, async url => {
      const {uuid} = await restore(url)
      await until(
        () => transfer(uuid),
        ({started_at}) => started_at !== null,
      )
      const cancelled = await client.call(`POST /client/v11/apps/sushi/transfers/${uuid}/actions/cancel`)
      expect(cancelled.body.canceled_at).to.be.a('string')
      const after = await transfer(uuid)
      expect(after.succeeded).to.equal(false)
      expect(after.canceled_at).to.equal(after.finished_at)
    })
  })

  it('can be made to fail without touching the database', async () => {
    await client.call('PATCH /__sandbox/settings', {restores: 'fail'})
    const failed = await restored(archive)
    await client.call('PATCH /__sandbox/settings', {restores: 'run'})
    expect(failed.succeeded).to.equal(false)
    expect(failed.logs.at(-1)?.message).to.equal('Could not connect to database to initialize transfer')
    expect(await query("SELECT to_regclass('public.t') AS t")).to.deep.equal([{t: null}])
  })

  it('capture a backup that can be downloaded and restored', async () => {
    await restored(archive)
    const backup = await client.call<Transfer>(`POST /client/v11/databases/${addonId}/backups`)
    expect((await finished(backup.body.num)).succeeded).to.equal(true)
    const link = await client.call(
      `POST /client/v11/apps/sushi/transfers/${backup.body.num}/actions/public-url`,
    )
    await client.call(`PUT /client/v11/databases/${addonId}/reset`)
    expect((await finished((await restore(String(link.body.url))).uuid)).succeeded).to.equal(true)
    expect(await query('SELECT count(*)::int AS rows FROM t')).to.deep.equal([{rows: 3000}])
  })

  it('are no longer listed after they are deleted', async () => {
    const {uuid, num} = await restored(archive)
    await client.call(`DELETE /client/v11/apps/sushi/transfers/${num}`)
    expect((await client.call(`GET /client/v11/apps/sushi/transfers/${uuid}`)).status).to.equal(404)
  })
})

/** What pg_dump makes of a database in which these statements were run. */
async function archiveOf(statements: string[]): Promise<Buffer> {
  const {adminUrl, drop} = await createDatabase(postgresUrl())
  try {
    await runSql(adminUrl, ...statements)
    const dump = ['-Fc', '--no-owner', adminUrl]
    return (await promisify(execFile)('pg_dump', dump, {encoding: 'buffer'})).stdout
  } finally {
    await drop()
  }
}

async function withFile<T>(listener: http.RequestListener, run: (url: string) => Promise<T>): Promise<T> {
  const server = http.createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sushi.dump`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function answerWith(bytes: Buffer): http.RequestListener {
  return (_, response) => response.writeHead(200, {'content-length': bytes.length}).end(bytes)
}

function chunked(bytes: Buffer): http.RequestListener {
  return (_, response) => response.writeHead(200, {'transfer-encoding': 'chunked'}).end(bytes)
}

function breakOff(bytes: Buffer): http.RequestListener {
  return (_, response) => {
    response
      .writeHead(200, {'content-length': bytes.length})
      .write(bytes.subarray(0, bytes.length / 2), () => {
        response.destroy()
      })
  }
}

const expired: http.RequestListener = (_, response) => response.writeHead(403).end()

const neverEnd: http.RequestListener = (_, response) =>
  response.writeHead(200, {'content-length': 1e9}).write('PGDMP')
