import {execFile} from 'node:child_process'
import {promisify} from 'node:util'
import {GetObjectCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3'
import {getSignedUrl} from '@aws-sdk/s3-request-presigner'
import {expect} from 'chai'
import pg from 'pg'
import {startSandbox, type Sandbox} from '../../sandbox/start-sandbox.js'
import {postgresUrl} from '../servers.js'
import {runHeroku, type HerokuRun} from './run-heroku.js'

const MYSQL_URL = 'mysql://sushi:secret@127.0.0.1:3306/sushi'

/** The sandbox is judged by the real CLI: its commands run in the order of the article that the plugin replaces. */
describe('the real heroku CLI against the sandbox', () => {
  let sandbox: Sandbox

  before(async () => {
    sandbox = await startSandbox({
      mysqlUrl: MYSQL_URL,
      postgresAdminUrl: postgresUrl(),
      settings: {provisionDelayMs: 300, transferDelayMs: 300, dynoStopDelayMs: 100},
    })
  })

  after(() => sandbox.stop())

  const heroku = async (...args: string[]): Promise<HerokuRun> => {
    const run = await runHeroku([...args, '--app', 'sushi'], sandbox.env)
    expect(run.code, `heroku ${args.join(' ')}\n${run.stdout}${run.stderr}`).to.equal(0)
    return run
  }

  it('apps:info shows the app and its dynos', async () => {
    const {stdout, stderr} = await heroku('apps:info')
    expect(stdout).to.match(/=== sushi\n/)
    expect(stdout).to.match(/Addons:\s+jawsdb:kitefin/)
    expect(stdout).to.match(/Dynos:\s+web: 2, worker: 1, clock: 1/)
    expect(stderr).to.equal('')
  })

  it('config shows the URL of the MySQL add-on', async () => {
    expect((await heroku('config')).stdout).to.match(new RegExp(`JAWSDB_URL:\\s+${MYSQL_URL}\n`))
  })

  it('addons shows who else is attached, and the price', async () => {
    const {stdout} = await heroku('addons')
    expect(stdout).to.match(
      /jawsdb \(jawsdb-sushi-12345\)\s+kitefin\s+~\$0\.014\/hour\s+\$10\/month\s+created/,
    )
    expect(stdout).to.contain('as JAWSDB on sushi-client app')
  })

  it('maintenance:on turns maintenance mode on', async () => {
    expect((await heroku('maintenance:on')).stderr).to.contain('Enabling maintenance mode for sushi... done')
    expect((await heroku('maintenance')).stdout).to.equal('on\n')
  })

  it('ps:scale stops the dynos and ps finds none', async () => {
    const {stderr} = await heroku('ps:scale', 'web=0', 'worker=0', 'clock=0')
    expect(stderr).to.contain(
      'done, now running web at 0:Standard-1X, worker at 0:Standard-1X, clock at 0:Standard-1X',
    )
    expect((await heroku('ps')).stdout).to.contain('No dynos on sushi')
  })

  it('addons:create makes a database that pg:wait and pg:info find available', async () => {
    const create = await heroku(
      'addons:create',
      'heroku-postgresql:essential-1',
      '--as',
      'TARGET',
      '--name',
      'pg-sushi',
    )
    expect(create.stderr).to.contain('~$0.013/hour (max $9/month)')
    expect(create.stdout).to.contain('pg-sushi is being created in the background')
    await heroku('pg:wait', 'TARGET', '--wait-interval', '1')
    const {stdout} = await heroku('pg:info')
    expect(stdout).to.match(/=== TARGET_URL\n/)
    expect(stdout).to.match(/Status:\s+Available/)
    expect(stdout).to.match(/Data Size:\s+[\d.]+ MB \/ 10 GB \([\d.]+%\) \(In compliance\)/)
    expect(stdout).to.match(/Add-on:\s+pg-sushi/)
  })

  it('addons:create refuses the name a second time', async () => {
    const args = ['addons:create', 'heroku-postgresql:essential-1', '--name', 'pg-sushi', '--app', 'sushi']
    const {code, stderr} = await runHeroku(args, sandbox.env)
    expect(code).to.equal(2)
    expect(stderr).to.contain('Name is already taken').and.to.contain('Error ID: invalid_params')
  })

  it('pg:backups:restore brings an archive of pg_dump over from S3, and pg:backups:info tells of it', async () => {
    const url = await uploaded(sandbox, await archive())
    const {stderr} = await heroku('pg:backups:restore', url, 'TARGET', '--confirm', 'sushi')
    expect(stderr).to.contain('Restoring... done')
    const info = await heroku('pg:backups:info', 'r001')
    expect(info.stdout).to.match(/Status:\s+Completed/)
    expect(info.stdout).to.contain('pg_restore: processing data for table "public.rolls"')
    const vars = sandbox.heroku.configVars('sushi')
    expect(await query(vars.TARGET_URL ?? '', 'SELECT name FROM rolls ORDER BY id')).to.deep.equal([
      {name: 'maki'},
      {name: 'nigiri 🍣'},
    ])
  })

  it('pg:backups:restore fails with the last lines of the log when the tables are there already', async () => {
    const url = await uploaded(sandbox, await archive())
    const args = ['pg:backups:restore', url, 'TARGET', '--confirm', 'sushi', '--app', 'sushi']
    const {code, stderr} = await runHeroku(args, sandbox.env)
    expect(code).to.equal(2)
    expect(stderr).to.contain('An error occurred and the backup did not finish.')
    expect(stderr).to.match(/errors ignored on restore: \d/)
    expect(stderr).to.contain('pg:backups:info r002')
  })

  it('pg:promote points DATABASE_URL at the database', async () => {
    expect((await heroku('pg:promote', 'TARGET')).stderr).to.contain(
      'Promoting pg-sushi to DATABASE_URL on sushi... done',
    )
    const vars = sandbox.heroku.configVars('sushi')
    expect(vars.DATABASE_URL)
      .to.match(/^postgres:/)
      .and.to.equal(vars.TARGET_URL)
    expect((await heroku('releases')).stdout).to.contain('Attach DATABASE (@ref:pg-sushi)')
  })

  it('an unknown app and a wrong token are told apart', async () => {
    const ghost = await runHeroku(['apps:info', '--app', 'ghost'], sandbox.env)
    expect(ghost.stderr).to.contain("Couldn't find that app.")
    const stranger = await runHeroku(['apps:info', '--app', 'sushi'], {
      ...sandbox.env,
      HEROKU_API_KEY: 'wrong',
    })
    expect(stranger.stderr).to.contain('The token provided to HEROKU_API_KEY is invalid')
  })
})

/** A small database as pg_dump writes it. */
async function archive(): Promise<Buffer> {
  const name = 'heroku_cli_test'
  const url = new URL(postgresUrl())
  await query(url.href, `DROP DATABASE IF EXISTS ${name}`)
  await query(url.href, `CREATE DATABASE ${name}`)
  url.pathname = `/${name}`
  await query(url.href, 'CREATE TABLE rolls (id int PRIMARY KEY, name text)')
  await query(url.href, "INSERT INTO rolls VALUES (1, 'maki'), (2, 'nigiri 🍣')")
  const {stdout} = await promisify(execFile)('pg_dump', ['-Fc', '--no-acl', '--no-owner', url.href], {
    encoding: 'buffer',
  })
  await query(postgresUrl(), `DROP DATABASE ${name}`)
  return stdout
}

async function uploaded({env, s3, bucket}: Sandbox, body: Buffer): Promise<string> {
  const credentials = {
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
  }
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: env.AWS_REGION,
    credentials,
    forcePathStyle: true,
  })
  const object = {Bucket: bucket, Key: 'sushi.dump'}
  await client.send(new PutObjectCommand({...object, Body: body}))
  return getSignedUrl(client, new GetObjectCommand(object), {expiresIn: 600})
}

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({connectionString})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
