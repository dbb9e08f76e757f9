import {expect} from 'chai'

import {
  isAdvanced,
  planLimits,
  type PlanNeeds,
  planProblem,
  type PostgresPlan,
  priceText,
  smallestPlanThatFits,
} from '../../src/lib/core/postgres-plans.js'

const MB = 1024 ** 2
const GB = 1024 ** 3
const TB = 1024 ** 4

function plan(name: string, dollars: number): PostgresPlan {
  const isInside = /^(?:private|shield)-/.test(name)
  const price = {cents: dollars * 100, unit: 'month'}
  return {name, price, commonRuntime: !isInside, privateSpaces: isInside}
}

const plans = [
  plan('premium-0', 200),
  plan('standard-2', 200),
  plan('standard-0', 50),
  plan('standard-7', 3500),
  plan('essential-2', 20),
  plan('essential-1', 9),
  plan('essential-0', 5),
  plan('private-0', 300),
  plan('shield-0', 350),
  plan('advanced', 10),
]

function needs(bytes: number, changes: Partial<PlanNeeds> = {}): PlanNeeds {
  return {bytes, tables: 40, network: 'common-runtime', ...changes}
}

describe('Heroku Postgres plans', () => {
  const limits = [
    {name: 'essential-0', expected: {storageBytes: GB, connections: 20, tables: 4000}},
    {name: 'essential-2', expected: {storageBytes: 32 * GB, connections: 40, tables: 4000}},
    {name: 'standard-0', expected: {storageBytes: 64 * GB, connections: 200}},
    {name: 'premium-3', expected: {storageBytes: 512 * GB, connections: 500}},
    {name: 'shield-7', expected: {storageBytes: 2 * TB, connections: 500}},
    {name: 'standard-1', expected: undefined},
    {name: 'hobby-dev', expected: undefined},
    {name: 'constructor', expected: undefined},
  ]
  for (const {name, expected} of limits) {
    it(`know the limits of ${name}`, () => expect(planLimits(name)).to.deep.equal(expected))
  }

  for (const name of ['advanced', 'advanced-private', 'performance'])
    it(`tell that ${name} restores no archives`, () => expect(isAdvanced(name)).to.equal(true))

  for (const name of ['essential-0', 'standard-0', 'premium-0', 'private-0', 'shield-0'])
    it(`tell that ${name} restores archives`, () => expect(isAdvanced(name)).to.equal(false))

  const choices = [
    {name: 'an empty database', needed: needs(0), expected: 'essential-0'},
    {name: 'one that just fits with room to grow', needed: needs(0.8 * GB), expected: 'essential-0'},
    {name: 'one that would be full soon', needed: needs(0.81 * GB), expected: 'essential-1'},
    {
      name: 'more tables than essential plans take',
      needed: needs(MB, {tables: 4001}),
      expected: 'standard-0',
    },
    {name: 'much data', needed: needs(100 * GB), expected: 'standard-2'},
    {name: 'too much data for any plan', needed: needs(1.7 * TB), expected: undefined},
    {name: 'an app in a private space', needed: needs(MB, {network: 'private-space'}), expected: 'private-0'},
    {name: 'an app in a shield space', needed: needs(MB, {network: 'shield-space'}), expected: 'shield-0'},
  ]
  for (const {name, needed, expected} of choices) {
    it(`are chosen by size: ${name}`, () =>
      expect(smallestPlanThatFits(needed, plans)?.name).to.equal(expected))
  }

  const problems = [
    {name: 'essential-0', needed: needs(GB), expected: undefined},
    {
      name: 'essential-0',
      needed: needs(1.5 * GB),
      expected: {
        code: 'plan-too-small',
        what: 'The plan essential-0 holds 1 GB, and the data will need about 1.5 GB.',
        remedy: 'The smallest plan that fits: --plan essential-1 (~$0.013/hour (max $9/month))',
      },
    },
    {
      name: 'essential-0',
      needed: needs(MB, {tables: 5000}),
      expected: {
        code: 'plan-too-small',
        what: 'The plan essential-0 holds 4000 tables, and there are 5000.',
        remedy: 'The smallest plan that fits: --plan standard-0 (~$0.069/hour (max $50/month))',
      },
    },
    {
      name: 'standard-7',
      needed: needs(3 * TB),
      expected: {
        code: 'plan-too-small',
        what: 'The plan standard-7 holds 2 TB, and the data will need about 3 TB.',
        remedy: 'See all plans with: heroku addons:plans heroku-postgresql',
      },
    },
    {
      name: 'essential-9',
      needed: needs(MB),
      expected: {
        code: 'plan-not-found',
        what: "Couldn't find the Heroku Postgres plan essential-9.",
        remedy: 'The smallest plan that fits: --plan essential-0 (~$0.007/hour (max $5/month))',
      },
    },
    {
      name: 'private-0',
      needed: needs(MB),
      expected: {
        code: 'plan-wrong-network',
        what: 'The plan private-0 cannot be added to an app outside a private space.',
        remedy: 'The smallest plan that fits: --plan essential-0 (~$0.007/hour (max $5/month))',
      },
    },
    {
      name: 'advanced',
      needed: needs(MB),
      expected: {
        code: 'plan-advanced',
        what: 'The plan advanced is Heroku Postgres Advanced, which cannot restore a backup from a URL.',
        remedy:
          'Choose an essential, standard or premium plan, and move to Advanced later with heroku data:pg:migrate.',
      },
    },
  ]
  for (const {name, needed, expected} of problems) {
    const verdict = expected ? `are refused (${expected.code})` : 'are accepted'
    it(`${verdict}: ${name} for ${needed.bytes} bytes in ${needed.tables} tables`, () => {
      expect(planProblem(name, needed, plans)).to.deep.equal(expected)
    })
  }

  const prices = [
    {price: {cents: 500, unit: 'month'}, expected: '~$0.007/hour (max $5/month)'},
    {price: {cents: 1250, unit: 'month'}, expected: '~$0.017/hour (max $12.50/month)'},
    {price: {cents: 0, unit: 'month'}, expected: 'free'},
    {price: {cents: 100, unit: 'month', contract: true}, expected: 'contract'},
    {price: {cents: 100, unit: 'month', metered: true}, expected: 'metered'},
  ]
  for (const {price, expected} of prices) {
    it(`have a price: ${expected}`, () => expect(priceText(price)).to.equal(expected))
  }
})
