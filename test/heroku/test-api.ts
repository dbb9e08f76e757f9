import {APIClient} from '@heroku-cli/command'
import {Config} from '@oclif/core'
import {expect} from 'chai'
import {after, afterEach, before} from 'mocha'
import nock from 'nock'
import {fileURLToPath} from 'node:url'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {herokuApi, type HerokuApi} from '../../src/lib/heroku/heroku-api.js'
import {failureOf as anyFailureOf} from '../failure-of.js'

// Importing nock already puts it between everything and the network, and what it passes on to real servers it cuts off when the
// reader is slower than the server: a restore of the sandbox once broke off that way.
nock.restore()

/** Puts nock between the suite and the network, and demands that every prepared call was made. */
export function withoutNetwork(): void {
  const outside = Object.fromEntries(OURS.map(name => [name, process.env[name]]))

  before(() => {
    for (const name of OURS) delete process.env[name]
    process.env.HEROKU_API_KEY = 'test-token'
    nock.activate()
    nock.disableNetConnect()
  })

  afterEach(() => {
    const pending = nock.pendingMocks()
    nock.cleanAll()
    expect(pending).to.deep.equal([])
  })

  after(() => {
    for (const [name, value] of Object.entries(outside)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }

    nock.enableNetConnect()
    nock.restore()
  })
}

/** The adapter's API over the CLI's real client, as a command makes it. */
export async function testApi(): Promise<HerokuApi> {
  const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
  return herokuApi(new APIClient(config), 'api.data.heroku.com')
}

/** Calls to the Platform API, which have to carry the token and ask for version 3. */
export function platform(headers: Record<string, string> = {}): nock.Scope {
  return nock('https://api.heroku.com', {reqheaders: {...EXPECTED, ...headers}})
}

/** Calls to the Data API. */
export function data(): nock.Scope {
  return nock('https://api.data.heroku.com', {reqheaders: EXPECTED})
}

/** A clock that moves only by sleeping, so that no test waits. */
export function fakeClock(): {now: () => number; sleep: (ms: number) => Promise<void>; slept: number[]} {
  const slept: number[] = []
  return {
    slept,
    now: () => slept.reduce((sum, ms) => sum + ms, 0),
    async sleep(ms) {
      slept.push(ms)
    },
  }
}

/** The MigrationError with which something fails. */
export async function failureOf(work: Promise<unknown>): Promise<MigrationError> {
  const error = await anyFailureOf(work)
  expect(error).to.be.instanceOf(MigrationError)
  return error as MigrationError
}

/** Environment variables that lead the client elsewhere. */
const OURS = [
  'HEROKU_API_KEY',
  'HEROKU_HOST',
  'HEROKU_HEADERS',
  'HEROKU_POSTGRESQL_ADDON_NAME',
  'HEROKU_DATA_SERVICE',
]

const EXPECTED = {authorization: 'Bearer test-token', accept: /^application\/vnd\.heroku\+json; version=3/}
