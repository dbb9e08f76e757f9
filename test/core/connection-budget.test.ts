import {expect} from 'chai'

import {appConnections, targetConnections} from '../../src/lib/core/connection-budget.js'

const FORMATION = [
  {type: 'web', quantity: 2},
  {type: 'worker', quantity: 1},
]

const apps: Array<{
  what: string
  configVars: Record<string, string>
  processes: number
  perProcess: number
  from: string | null
}> = [
  {what: 'ten for each process that says nothing', configVars: {}, processes: 3, perProcess: 10, from: null},
  {
    what: "a pool's size by its config var",
    configVars: {DB_POOL: '4'},
    processes: 3,
    perProcess: 4,
    from: 'DB_POOL',
  },
  {
    what: 'the particular config var before the general one',
    configVars: {RAILS_MAX_THREADS: '5', SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE: '7'},
    processes: 3,
    perProcess: 7,
    from: 'SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE',
  },
  {
    what: 'a pool in each copy that a web process starts of itself',
    configVars: {WEB_CONCURRENCY: '3', RAILS_MAX_THREADS: '5'},
    processes: 7,
    perProcess: 5,
    from: 'RAILS_MAX_THREADS',
  },
  {
    what: 'nothing by what is no number',
    configVars: {DB_POOL: 'many'},
    processes: 3,
    perProcess: 10,
    from: null,
  },
]

describe('the budget of connections', () => {
  for (const {what, configVars, ...expected} of apps)
    it(`counts for an app ${what}`, () => {
      expect(appConnections(FORMATION, configVars)).to.deep.equal(expected)
    })

  for (const {readers, builders, direct, allowed, expected} of [
    {readers: 2, builders: 8, direct: true, allowed: 20, expected: 8},
    {readers: 12, builders: 8, direct: true, allowed: 200, expected: 13},
    {readers: 8, builders: 8, direct: true, allowed: 6, expected: 4},
    {readers: 8, builders: 8, direct: true, allowed: null, expected: 9},
    {readers: 8, builders: 8, direct: false, allowed: 20, expected: 1},
  ])
    it(`takes ${expected} of Postgres where ${allowed ?? 'nobody knows how many'} are let in and ${readers} read${direct ? '' : ' for an archive'}`, () => {
      expect(targetConnections({readers, builders, direct}, allowed)).to.equal(expected)
    })
})
