import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import type {MysqlSchema, MysqlTable, MysqlTrigger} from '../../src/lib/core/mysql-schema.js'
import {chooseTables} from '../../src/lib/pipeline/choose-tables.js'

const SCHEMA = {
  database: 'shop',
  tables: ['customers', 'orders', 'Orders', 'sessions'].map(name => ({name}) as MysqlTable),
  triggers: ['orders', 'sessions'].map(table => ({name: `${table}_log`, table}) as MysqlTrigger),
  views: [{name: 'totals'}],
} as MysqlSchema

describe('chooseTables', () => {
  const cases: Array<{include?: string[]; exclude?: string[]; tables: string[]; triggers: string[]}> = [
    {tables: ['customers', 'orders', 'Orders', 'sessions'], triggers: ['orders_log', 'sessions_log']},
    {include: ['orders'], tables: ['orders'], triggers: ['orders_log']},
    {exclude: ['sessions'], tables: ['customers', 'orders', 'Orders'], triggers: ['orders_log']},
    {include: ['sessions', 'orders'], exclude: ['sessions'], tables: ['orders'], triggers: ['orders_log']},
    {include: ['Orders', 'customers'], tables: ['customers', 'Orders'], triggers: []},
  ]
  for (const {include = [], exclude = [], tables, triggers} of cases)
    it(`moves ${tables.join(', ')} for include [${include.join(',')}], exclude [${exclude.join(',')}]`, () => {
      const chosen = chooseTables(SCHEMA, {include, exclude})
      expect(chosen.tables.map(({name}) => name)).to.deep.equal(tables)
      expect(chosen.triggers.map(({name}) => name)).to.deep.equal(triggers)
      expect(chosen.views).to.equal(SCHEMA.views)
    })

  for (const options of [
    {include: ['orders', 'order', 'ORDERS'], exclude: []},
    {include: ['orders'], exclude: ['order', 'ORDERS']},
  ])
    it(`refuses tables that are not there: ${JSON.stringify(options)}`, () => {
      expect(() => chooseTables(SCHEMA, options))
        .to.throw(MigrationError, "Couldn't find the table order, ORDERS in shop.")
        .that.deep.includes({
          code: 'unknown-table',
          suggestions: ['Tables are named as in MySQL, case included: customers, orders, Orders, sessions'],
        })
    })
})
