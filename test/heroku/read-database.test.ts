import {expect} from 'chai'

import {readDatabase} from '../../src/lib/heroku/read-database.js'
import {data, failureOf, testApi, withoutNetwork} from './test-api.js'

const url = 'postgres://u:p@ec2-1-2-3-4.compute-1.amazonaws.com:5432/d'

describe('readDatabase', () => {
  withoutNetwork()

  const cases = [
    {
      name: 'an essential one, whose limits stand in sentences',
      body: {
        plan: 'essential-1',
        resource_url: url,
        'waiting?': false,
        num_bytes: 26_856_795,
        info: [
          {name: 'Connections', values: ['1/20']},
          {name: 'PG Version', values: ['14.13']},
          {name: 'Data Size', values: ['25.6 MB / 10 GB (0.25%) (In compliance)']},
          {name: 'Tables', values: ['83/4000 (In compliance)']},
        ],
      },
      expected: {
        plan: 'essential-1',
        url,
        bytes: 26_856_795,
        storageBytes: 10 * 1024 ** 3,
        connections: 20,
        version: '14.13',
        waiting: false,
      },
    },
    {
      name: 'a standard one, whose limits are fields',
      body: {
        plan: {
          id: 170,
          name: 'standard-0',
          attrs_unparsed: {capacity_bytes: '68719476736', hard_connlimit: '200', soft_connlimit: '120'},
        },
        resource_url: url,
        'waiting?': true,
        num_bytes: 6_139_601_775,
        postgres_version: '12.4',
        info: [{name: 'Tables', values: [48]}],
      },
      expected: {
        plan: 'standard-0',
        url,
        bytes: 6_139_601_775,
        storageBytes: 64 * 1024 ** 3,
        connections: 200,
        version: '12.4',
        waiting: true,
      },
    },
    {
      name: 'one that Heroku says little about',
      body: {plan: 'essential-0', resource_url: url, num_bytes: 0},
      expected: {
        plan: 'essential-0',
        url,
        bytes: 0,
        storageBytes: undefined,
        connections: undefined,
        version: undefined,
        waiting: false,
      },
    },
  ]
  for (const {name, body, expected} of cases) {
    it(`understands ${name}`, async () => {
      data().get('/client/v11/databases/addon-id').reply(200, body)
      expect(await readDatabase(await testApi(), 'addon-id')).to.deep.equal(expected)
    })
  }

  it('says when there is no such database', async () => {
    const html = {'Content-Type': 'application/json'}
    data().get('/client/v11/databases/addon-id').reply(404, '<h1>Not Found</h1>', html)
    expect((await failureOf(readDatabase(await testApi(), 'addon-id'))).code).to.equal('database-not-found')
  })
})
