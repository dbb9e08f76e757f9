import {APIClient} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import {expect} from 'chai'
import {execFile} from 'node:child_process'
import {once} from 'node:events'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'

import {configVarChanges} from '../../src/lib/core/config-var-changes.js'
import {addonAttachments, appAttachments, unknownApps} from '../../src/lib/heroku/attachments.js'
import {cancelRestore} from '../../src/lib/heroku/cancel-restore.js'
import {readConfigVars} from '../../src/lib/heroku/config-vars.js'
import {createPostgres} from '../../src/lib/heroku/create-postgres.js'
import {destroyAddon} from '../../src/lib/heroku/destroy-addon.js'
import {followRestore} from '../../src/lib/heroku/follow-restore.js'
import {readFormation, scaleFormation} from '../../src/lib/heroku/formation.js'
import {herokuApi, type HerokuApi} from '../../src/lib/heroku/heroku-api.js'
import {postgresPlans} from '../../src/lib/heroku/postgres-plans.js'
import {planPromotion, promote} from '../../src/lib/heroku/promote.js'
import {type AddOn, readAddon} from '../../src/lib/heroku/read-addons.js'
import {readApp} from '../../src/lib/heroku/read-app.js'
import {readDatabase} from '../../src/lib/heroku/read-database.js'
import {latestRelease, waitForRelease} from '../../src/lib/heroku/read-release.js'
import {setMaintenance} from '../../src/lib/heroku/set-maintenance.js'
import {startRestore} from '../../src/lib/heroku/start-restore.js'
import {undoPromotion} from '../../src/lib/heroku/undo-promotion.js'
import {waitForAddon} from '../../src/lib/heroku/wait-for-addon.js'
import {waitForDatabase} from '../../src/lib/heroku/wait-for-database.js'
import {waitUntilNoDynos} from '../../src/lib/heroku/wait-until-no-dynos.js'
import {startHerokuClient, type HerokuClient} from '../sandbox/heroku/heroku-client.js'
import {postgresUrl} from '../servers.js'
import {failureOf} from './test-api.js'

const quick = {interval: 20, timeout: 20_000}
const mysqlUrl = 'mysql://u:p@127.0.0.1/sushi'

/** Each call as the Heroku of the sandbox understands it, which the real CLI holds to the real Heroku's ways. */
describe('the Heroku adapter on the sandbox', () => {
  const outside = {host: process.env.HEROKU_HOST, key: process.env.HEROKU_API_KEY}
  let client: HerokuClient
  let api: HerokuApi
  let addon: AddOn

  before(async () => {
    client = await startHerokuClient()
    client.heroku.state.settings.attachOverUserVar = 'refuse'
    process.env.HEROKU_HOST = client.heroku.url
    process.env.HEROKU_API_KEY = 'sandbox'
    const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
    api = herokuApi(new APIClient(config), '127.0.0.1')
  })

  after(async () => {
    await client.stop()
    restoreVariable('HEROKU_HOST', outside.host)
    restoreVariable('HEROKU_API_KEY', outside.key)
  })

  it('stops an app and starts it again', async () => {
    const before = await readFormation(api, 'sushi')
    await setMaintenance(api, 'sushi', true)
    await scaleFormation(
      api,
      'sushi',
      before.map(({type}) => ({type, quantity: 0})),
    )
    await waitUntilNoDynos(api, 'sushi', quick)
    expect((await readApp(api, 'sushi')).maintenance).to.equal(true)

    await scaleFormation(api, 'sushi', before)
    await setMaintenance(api, 'sushi', false)
    expect(await readFormation(api, 'sushi')).to.deep.equal(before)
  })

  it('finds out who else uses the MySQL add-on', async () => {
    const attachments = await appAttachments(api, 'sushi')
    const jawsdb = attachments.find(({configVars}) => configVars.includes('JAWSDB_URL'))
    expect(unknownApps(await addonAttachments(api, jawsdb?.addon.id ?? ''), ['sushi'])).to.deep.equal([
      'sushi-client',
    ])
  })

  it('buys a database that is not DATABASE, once', async () => {
    const wanted = {plan: 'essential-0', name: 'pg-on-sandbox', attachmentName: 'MIGRATED'}
    expect((await postgresPlans(api)).map(({name}) => name)).to.include('essential-0')
    addon = await waitForAddon(api, await createPostgres(api, 'sushi', wanted), quick)
    await waitForDatabase(api, addon.id, quick)
    expect(addon.configVars).to.deep.equal(['MIGRATED_URL'])
    expect((await readDatabase(api, addon.id)).url).to.equal(
      (await readConfigVars(api, 'sushi')).MIGRATED_URL,
    )
    expect((await failureOf(createPostgres(api, 'sushi', wanted))).code).to.equal('addon-name-taken')
    expect((await failureOf(createPostgres(api, 'sushi-client', wanted))).code).to.equal('addon-name-taken')
    const other = {...wanted, name: 'pg-on-sandbox-2'}
    expect((await failureOf(createPostgres(api, 'sushi', other))).code).to.equal('attachment-name-taken')
  })

  it('restores an archive, after a failed one and a reset', async () => {
    const {stdout} = await promisify(execFile)('pg_dump', ['-Fc', '--schema-only', postgresUrl()], {
      encoding: 'buffer',
    })
    const bad = await served(Buffer.from('no archive'.repeat(100)))
    const failed = await startRestore(api, addon, bad.url)
    const outcome = await followRestore(api, addon.app.id, failed.id, quick)
    expect(outcome.state === 'failed' && outcome.lastLines.join('\n')).to.match(/magic string|valid archive/)

    const good = await served(stdout)
    const restore = await startRestore(api, addon, good.url)
    expect((await startRestore(api, addon, good.url)).id).to.equal(restore.id)
    expect((await failureOf(startRestore(api, addon, bad.url))).code).to.equal('restore-running')
    expect((await followRestore(api, addon.app.id, restore.id, quick)).state).to.equal('succeeded')
    for (const {server} of [bad, good]) server.close()
  })

  it('cancels a restore', async () => {
    const {server, url} = await served(Buffer.from('never read'))
    const {id} = await startRestore(api, addon, url)
    await cancelRestore(api, addon.app.id, id)
    await cancelRestore(api, addon.app.id, id)
    const outcome = await followRestore(api, addon.app.id, id, quick)
    expect(outcome).to.include({state: 'failed', reason: 'The restore was cancelled.'})
    server.close()
  })

  it('promotes a database and undoes it, if the user has set DATABASE_URL', async () => {
    await client.call('PATCH /apps/sushi/config-vars', {DATABASE_URL: mysqlUrl})
    const before = await readConfigVars(api, 'sushi')
    const ownedByAddons = (await appAttachments(api, 'sushi')).flatMap(({configVars}) => configVars)
    const {set, saved} = configVarChanges(before, ['DATABASE_URL', 'JAWSDB_URL'], {ownedByAddons})
    const promotion = await planPromotion(api, 'sushi', addon, saved)

    await promote(api, promotion, set)
    const newest = await latestRelease(api, 'sushi')
    await waitForRelease(api, 'sushi', newest?.version ?? 0, quick)
    const promoted = await readConfigVars(api, 'sushi')
    expect(promoted.DATABASE_URL).to.equal(promoted.MIGRATED_URL)
    expect(promoted.MYSQL_DATABASE_URL).to.equal(mysqlUrl)

    await undoPromotion(api, promotion)
    expect(await readConfigVars(api, 'sushi')).to.deep.equal(before)
    await undoPromotion(api, promotion)
    expect(await readConfigVars(api, 'sushi')).to.deep.equal(before)
  })

  it('destroys the database', async () => {
    await destroyAddon(api, addon, quick)
    expect((await failureOf(readAddon(api, 'sushi', addon.name))).code).to.equal('addon-not-found')
    expect((await failureOf(readDatabase(api, addon.id))).code).to.equal('database-not-found')
  })
})

/** An archive on a web server, for as long as a test needs it. */
async function served(archive: Buffer): Promise<{server: http.Server; url: string}> {
  const server = http.createServer((_, response) => response.end(archive))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${archive.length}.dump`}
}

function restoreVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
