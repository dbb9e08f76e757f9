import {Parser} from '@oclif/core'
import {expect} from 'chai'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import type {MigrationOptions} from '../../src/lib/pipeline/migration-input.js'
import {migrationFlags, migrationOptions} from '../../src/ui/migration-flags.js'
import {failureOf} from '../failure-of.js'

const VARIABLES = ['AWS_ENDPOINT_URL_S3', 'HEROKU_APP', 'HEROKU_REMOTE']

const DEFAULTS: MigrationOptions = {
  app: 'sushi',
  withApps: [],
  via: 'direct',
  source: undefined,
  sslMode: undefined,
  sslCa: undefined,
  include: [],
  exclude: [],
  allow: [],
  names: 'keep',
  jobs: undefined,
  rules: undefined,
  bucket: undefined,
  s3Endpoint: undefined,
  target: undefined,
  plan: undefined,
  addonName: undefined,
  deploy: {kind: 'wait'},
  rehearse: false,
}

describe('flags', () => {
  const before = Object.fromEntries(VARIABLES.map(name => [name, process.env[name]]))

  beforeEach(() => {
    for (const name of VARIABLES) delete process.env[name]
  })

  after(() => {
    for (const [name, value] of Object.entries(before)) if (value !== undefined) process.env[name] = value
  })

  it('refuse a hazard that does not exist, instead of allowing nothing', async () => {
    const error = await failureOf(optionsOf('--allow zero-dat'))
    expect(error).to.be.instanceOf(MigrationError).and.to.include({code: 'bad-flags'})
    expect((error as MigrationError).suggestions.join(',')).to.contain('zero-date,')
  })

  const cases: Array<{
    flags: string
    environment?: Record<string, string>
    options: Partial<MigrationOptions>
  }> = [
    {flags: '', options: {}},
    {flags: '--source CLEARDB_DATABASE_URL', options: {source: 'CLEARDB_DATABASE_URL'}},
    {flags: '--ssl-mode verify-ca', options: {sslMode: 'verify-ca'}},
    {flags: '--include a --include b --exclude c', options: {include: ['a', 'b'], exclude: ['c']}},
    {flags: '--allow zero-date --allow geometry', options: {allow: ['zero-date', 'geometry']}},
    {flags: '--names snake', options: {names: 'snake'}},
    {flags: '--with-app worker --with-app client', options: {withApps: ['worker', 'client']}},
    {flags: '--bucket s3://b/p', options: {bucket: 's3://b/p', via: 's3'}},
    {flags: '--via s3', options: {via: 's3'}},
    {flags: '--s3-endpoint https://minio', options: {s3Endpoint: 'https://minio'}},
    {
      flags: '',
      environment: {AWS_ENDPOINT_URL_S3: 'https://minio'},
      options: {s3Endpoint: 'https://minio'},
    },
    {flags: '--target DATABASE', options: {target: 'DATABASE'}},
    {flags: '--plan standard-0 --name pg-sushi', options: {plan: 'standard-0', addonName: 'pg-sushi'}},
    {flags: '--deploy make', options: {deploy: {kind: 'command', command: 'make'}}},
    {flags: '--no-deploy', options: {deploy: {kind: 'none'}}},
    {flags: '--keep-maintenance', options: {deploy: {kind: 'keep-maintenance'}}},
    {flags: '--rehearse', options: {rehearse: true}},
  ]
  for (const {flags, environment, options} of cases)
    it(`${flags || 'none'}${environment ? ` with ${Object.keys(environment).join(', ')}` : ''} give ${JSON.stringify(options)}`, async () => {
      Object.assign(process.env, environment)
      expect(await optionsOf(flags)).to.deep.equal({...DEFAULTS, ...options})
    })

  const refused: Array<{flags: string; why: RegExp}> = [
    {flags: '--deploy make --no-deploy', why: /--no-deploy/},
    {flags: '--deploy make --keep-maintenance', why: /--keep-maintenance/},
    {flags: '--no-deploy --keep-maintenance', why: /--keep-maintenance/},
    {flags: '--target DATABASE --plan standard-0', why: /--target/},
    {flags: '--target DATABASE --name pg-sushi', why: /--target/},
    {flags: '--ssl-mode full', why: /disabled, preferred, required, verify-ca, verify-identity/},
    {flags: '--names upper', why: /keep, lower, snake/},
  ]
  for (const {flags, why} of refused)
    it(`${flags} are refused`, async () => {
      expect(((await failureOf(optionsOf(flags))) as Error).message).to.match(why)
    })

  it("--ssl-ca gives the file's text", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'flags-'))
    const file = path.join(folder, 'ca.pem')
    await writeFile(file, '-----BEGIN CERTIFICATE-----\n')
    expect((await optionsOf(`--ssl-ca ${file}`)).sslCa).to.equal('-----BEGIN CERTIFICATE-----\n')
    await rm(folder, {recursive: true})
  })

  it('--ssl-ca is refused when there is no such file', async () => {
    const error = await failureOf(optionsOf('--ssl-ca missing.pem'))
    expect(error).to.be.instanceOf(MigrationError).and.include({code: 'bad-certificate'})
    expect((error as Error).message).to.equal("Couldn't read the certificate file missing.pem.")
  })
})

async function optionsOf(flags: string): Promise<MigrationOptions> {
  const argv = ['--app', 'sushi', ...flags.split(' ').filter(Boolean)]
  const parsed = await Parser.parse(argv, {flags: migrationFlags})
  return migrationOptions(parsed.flags as Parameters<typeof migrationOptions>[0])
}
