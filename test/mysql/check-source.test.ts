import {expect} from 'chai'

import {readSchema} from '../../src/lib/mysql/catalog/read-schema.js'
import type {SourceAddress} from '../../src/lib/core/source-address.js'
import {checkServerVersion} from '../../src/lib/mysql/check-server-version.js'
import {checkSource, type SourceCheck} from '../../src/lib/mysql/check-source.js'
import {connect} from '../../src/lib/mysql/connect.js'
import {otherConnections} from '../../src/lib/mysql/snapshot/other-connections.js'
import {onEachSource} from '../servers.js'
import {createSourceDatabase, type SourceDatabase} from './source-database.js'

interface PrivilegeCase {
  title: string
  grants: string[]
  problems: string[]
  hazards: string[]
}

const SEES_LESS = ['source-user-sees-less', 'source-user-sees-less']
const CASES: PrivilegeCase[] = [
  {title: 'everything on the database', grants: ['ALL PRIVILEGES ON {}.*'], problems: [], hazards: []},
  {
    title: 'what is needed and no more',
    grants: ['SELECT, SHOW VIEW, TRIGGER, LOCK TABLES, EVENT, EXECUTE ON {}.*'],
    problems: [],
    hazards: [],
  },
  {
    title: 'no LOCK TABLES',
    grants: ['SELECT, SHOW VIEW, TRIGGER, EVENT, EXECUTE ON {}.*'],
    problems: [],
    hazards: ['no-lock-privilege'],
  },
  {
    title: 'no routines and events',
    grants: ['SELECT, SHOW VIEW, TRIGGER, LOCK TABLES ON {}.*'],
    problems: [],
    hazards: SEES_LESS,
  },
  {
    title: 'SELECT alone',
    grants: ['SELECT ON {}.*'],
    problems: ['source-triggers-hidden', 'source-views-hidden'],
    hazards: ['no-lock-privilege', ...SEES_LESS],
  },
  {
    title: 'a table it may not read',
    grants: [
      'SELECT ON {}.a',
      'SELECT ON {}.v',
      'INSERT ON {}.b',
      'SHOW VIEW, TRIGGER, LOCK TABLES, EVENT, EXECUTE ON {}.*',
    ],
    problems: ['source-table-unreadable'],
    hazards: [],
  },
  {
    title: 'a column it may not read',
    grants: [
      'SELECT ON {}.a',
      'SELECT ON {}.v',
      'SELECT (x) ON {}.b',
      'SHOW VIEW, TRIGGER, LOCK TABLES, EVENT, EXECUTE ON {}.*',
    ],
    problems: ['source-table-unreadable'],
    hazards: [],
  },
  {
    title: 'TRIGGER on each table',
    grants: ['SELECT, SHOW VIEW, LOCK TABLES, EVENT, EXECUTE ON {}.*', 'TRIGGER ON {}.a', 'TRIGGER ON {}.b'],
    problems: [],
    hazards: [],
  },
  {
    title: 'its privileges from everywhere',
    grants: ['SELECT, SHOW VIEW, TRIGGER, LOCK TABLES, EVENT, EXECUTE ON *.*'],
    problems: [],
    hazards: [],
  },
]

describe('checkSource', () => {
  onEachSource(source => {
    let database: SourceDatabase
    beforeEach(async () => {
      database = await createSourceDatabase(source)
    })
    afterEach(() => database.drop())

    for (const {title, grants, problems, hazards} of CASES)
      it(`takes a user with ${title} for what it is`, async () => {
        await database.run(
          'CREATE TABLE a (x int)',
          'CREATE TABLE b (x int, y int)',
          'CREATE VIEW v AS SELECT x FROM a',
        )
        const found = await check(await database.createUser(...grants))
        expect(found.problems.map(({code}) => code).sort()).to.deep.equal(problems)
        expect(found.hazards.map(({code}) => code).sort()).to.deep.equal(hazards)
      })

    it('says what to grant, and to whom', async () => {
      await database.run('CREATE TABLE a (x int)', 'CREATE TABLE b (x int)')
      const user = await database.createUser('SELECT ON {}.a', 'INSERT ON {}.b', 'TRIGGER ON {}.*')
      const {problems} = await check(user)
      expect(problems.map(({what}) => what).join(' ')).to.include('table b')
      const {remedy} = problems[0]!
      expect(remedy).to.match(/^GRANT SELECT ON .*`b` TO 'test_\d+_\d+'@'(?:%|localhost)';$/)
      await database.run(remedy)
      expect((await check(user)).problems).to.deep.equal([])
    })

    it('distinguishes a table that cannot be opened from one that may not be read', async () => {
      await database.run(
        'CREATE TABLE part (a int) engine=MyISAM',
        'CREATE TABLE broken (a int) engine=MERGE UNION=(part)',
        'DROP TABLE part',
      )
      const {problems} = await check(database.address)
      expect(problems.map(({code}) => code)).to.deep.equal(['source-table-broken'])
      expect(problems[0]?.what).to.match(/^MySQL cannot open the table broken: .*underlying table/)
    })

    it('finds an empty database', async () => {
      expect((await check(database.address)).problems.map(({code}) => code)).to.deep.equal(['source-empty'])
    })

    it('notes tables without snapshots', async () => {
      await database.run('CREATE TABLE old (a int) engine=MyISAM')
      const {hazards} = await check(database.address)
      expect(hazards.map(({code, where, severity}) => [code, where, severity])).to.deep.equal([
        ['not-in-snapshot', 'old', 'notes'],
      ])
    })

    it('sees who else is connected to the database', async () => {
      const connection = await database.open()
      expect(await otherConnections(connection)).to.have.length(1)
      const another = await database.open()
      const others = await otherConnections(connection)
      expect(others).to.have.length(2)
      expect(others[0]).to.include({user: database.address.user})
      await another.close()
      await connection.close()
    })
  })

  const versions: [flavor: 'mariadb' | 'mysql', version: string, ok: boolean][] = [
    ['mysql', '5.6.51-log', false],
    ['mysql', '5.7.44-log', true],
    ['mysql', '8.0.36', true],
    ['mysql', '9.7.4-2', true],
    ['mariadb', '10.2.44-MariaDB', false],
    ['mariadb', '10.3.39-MariaDB-log', true],
    ['mariadb', '11.4.2-MariaDB', true],
    ['mariadb', '5.5.68-MariaDB', false],
  ]
  for (const [flavor, version, ok] of versions)
    it(`${ok ? 'takes' : 'refuses'} ${flavor} ${version}`, () => {
      expect(checkServerVersion({flavor, version}).map(({code}) => code)).to.deep.equal(
        ok ? [] : ['source-too-old'],
      )
    })
})

async function check(address: SourceAddress): Promise<SourceCheck> {
  const connection = await connect(address, {mode: 'preferred'})
  try {
    return await checkSource(connection, await readSchema(connection, address.database))
  } finally {
    await connection.close()
  }
}
