import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {chooseSource} from '../../src/lib/pipeline/choose-source.js'
import type {SourceOptions} from '../../src/lib/pipeline/migration-input.js'

const OPTIONS: SourceOptions = {include: [], exclude: [], allow: [], names: 'keep'}
const JAWSDB = 'mysql://app:s3cret@jaws.example.com:3306/shop'
const CLEARDB = 'mysql://app:s3cret@clear.example.com/shop?reconnect=true'
const PEM = '-----BEGIN CERTIFICATE-----'

const url = (query: string): string => `mysql://app:pw@db.example.com/shop${query}`

describe('chooseSource', () => {
  const found: Array<{
    what: string
    source?: string
    variables: Record<string, string>
    name: string
    configVars: string[]
    host: string
  }> = [
    {
      what: 'a URL, whatever the config vars say',
      source: 'mysql://me:pw@own.example.com/shop',
      variables: {JAWSDB_URL: JAWSDB},
      name: '--source',
      configVars: [],
      host: 'own.example.com',
    },
    {
      what: 'the only MySQL there is',
      variables: {JAWSDB_URL: JAWSDB, DATABASE_URL: 'postgres://pg/db', RACK_ENV: 'production'},
      name: 'JAWSDB_URL',
      configVars: ['JAWSDB_URL'],
      host: 'jaws.example.com',
    },
    {
      what: 'one database under two names',
      variables: {DATABASE_URL: JAWSDB, JAWSDB_URL: JAWSDB},
      name: 'JAWSDB_URL',
      configVars: ['JAWSDB_URL', 'DATABASE_URL'],
      host: 'jaws.example.com',
    },
    {
      what: 'the named one of two',
      source: 'CLEARDB_DATABASE_URL',
      variables: {JAWSDB_URL: JAWSDB, CLEARDB_DATABASE_URL: CLEARDB},
      name: 'CLEARDB_DATABASE_URL',
      configVars: ['CLEARDB_DATABASE_URL'],
      host: 'clear.example.com',
    },
    {
      what: 'both names of a database that is named by its second',
      source: 'DATABASE_URL',
      variables: {DATABASE_URL: JAWSDB, JAWSDB_URL: JAWSDB, CLEARDB_DATABASE_URL: CLEARDB},
      name: 'JAWSDB_URL',
      configVars: ['JAWSDB_URL', 'DATABASE_URL'],
      host: 'jaws.example.com',
    },
  ]
  for (const {what, source, variables, name, configVars, host} of found)
    it(`takes ${what}`, () => {
      const chosen = chooseSource({...OPTIONS, source}, variables)
      expect({...chosen, address: chosen.address.host, tls: undefined}).to.deep.equal({
        name,
        configVars,
        address: host,
        tls: undefined,
      })
    })

  const refused: Array<{
    what: string
    source?: string
    variables: Record<string, string>
    code: string
    message: string
    suggestions: string[]
  }> = [
    {
      what: 'no MySQL at all',
      variables: {DATABASE_URL: 'postgres://pg/db'},
      code: 'source-not-found',
      message: "Couldn't find a MySQL database in the config vars.",
      suggestions: ['Name it with --source VARIABLE or --source mysql://USER:PASSWORD@HOST/DATABASE'],
    },
    {
      what: 'two databases, none of them named',
      variables: {JAWSDB_URL: JAWSDB, CLEARDB_DATABASE_URL: CLEARDB},
      code: 'several-sources',
      message: 'Found 2 MySQL databases: JAWSDB_URL, CLEARDB_DATABASE_URL.',
      suggestions: ['Choose with --source JAWSDB_URL', 'Choose with --source CLEARDB_DATABASE_URL'],
    },
    {
      what: 'a name that is no variable',
      source: 'JAWSDB',
      variables: {JAWSDB_URL: JAWSDB},
      code: 'source-not-found',
      message: "Couldn't find the variable JAWSDB in the config vars.",
      suggestions: ['See what there is with: heroku config'],
    },
    {
      what: 'a name that every object has',
      source: 'constructor',
      variables: {JAWSDB_URL: JAWSDB},
      code: 'source-not-found',
      message: "Couldn't find the variable constructor in the config vars.",
      suggestions: ['See what there is with: heroku config'],
    },
    {
      what: 'a variable that holds something else, without showing it',
      source: 'REDIS_URL',
      variables: {REDIS_URL: 'redis://:s3cret@redis.example.com:6379'},
      code: 'bad-source-url',
      message: "Couldn't read the MySQL URL: it does not start with mysql://, mariadb:// or jdbc:mysql://.",
      suggestions: ['Write it as mysql://USER:PASSWORD@HOST:3306/DATABASE.'],
    },
  ]
  for (const {what, source, variables, ...error} of refused)
    it(`refuses ${what}`, () => {
      let failure: unknown
      try {
        chooseSource({...OPTIONS, source}, variables)
      } catch (error_) {
        failure = error_
      }

      expect(failure).to.be.instanceOf(MigrationError)
      const {code, message, suggestions} = failure as MigrationError
      expect({code, message, suggestions}).to.deep.equal(error)
    })

  it('names the environment if the variables are not config vars', () => {
    for (const source of [undefined, 'NO_SUCH'])
      expect(() => chooseSource({...OPTIONS, source}, {}, 'environment')).to.throw(/in the environment\.$/)
  })

  const tls: Array<{options: Partial<SourceOptions>; expected: object}> = [
    {options: {source: url('')}, expected: {mode: 'preferred'}},
    {options: {source: url('?ssl-mode=REQUIRED')}, expected: {mode: 'required'}},
    {options: {source: url('?ssl-mode=REQUIRED'), sslMode: 'disabled'}, expected: {mode: 'disabled'}},
    {options: {source: url(''), sslCa: PEM}, expected: {mode: 'verify-ca', ca: PEM}},
    {options: {source: url('?useSSL=true'), sslCa: PEM}, expected: {mode: 'required', ca: PEM}},
    {
      options: {source: url(''), sslCa: PEM, sslMode: 'verify-identity'},
      expected: {mode: 'verify-identity', ca: PEM},
    },
  ]
  for (const {options, expected} of tls)
    it(`connects with ${JSON.stringify(expected)} for ${JSON.stringify(options)}`, () => {
      expect(chooseSource({...OPTIONS, ...options}, {}).tls).to.deep.equal(expected)
    })
})
