import {expect} from 'chai'
import {compareFacts, notValidNotes} from '../../src/lib/core/compare-facts.js'
import type {ColumnFacts, DatabaseFacts, Difference, TableFacts} from '../../src/lib/core/database-facts.js'
import {aSchema, PARTED, SHOP} from './a-postgres-schema.js'

const A_COLUMN: ColumnFacts = {type: '', nullable: true, hasDefault: false, generated: false, comment: ''}
const ORDERS: TableFacts = {
  name: 'orders',
  bytes: 8192,
  columns: ['id', 'customer_id', 'status', 'price', 'price_with_tax', 'touched'],
  details: {
    id: {...A_COLUMN, type: 'bigint', nullable: false},
    customer_id: {...A_COLUMN, type: 'integer', nullable: false},
    status: {...A_COLUMN, type: 'status', hasDefault: true, comment: "where it's at"},
    price: {...A_COLUMN, type: 'numeric(10,2)'},
    price_with_tax: {...A_COLUMN, type: 'numeric(10,2)', hasDefault: true, generated: true},
    touched: {...A_COLUMN, type: 'timestamp with time zone'},
  },
  comment: 'Orders',
  triggers: ['orders_touch'],
  collations: {},
  primaryKey: ['id'],
  uniqueKeys: [],
  foreignKeys: ['orders_customer'],
  checks: ['orders_price_check', 'orders_ratio_check', 'orders_id_check'],
  notValidForeignKeys: ['orders_customer'],
  notValidChecks: [],
  indexes: ['orders_price'],
  sequences: [{column: 'id', next: '42', max: '41'}],
  partitions: [],
}
const CUSTOMERS: TableFacts = {
  name: 'customers',
  bytes: 8192,
  columns: ['id', 'email'],
  details: {
    id: {...A_COLUMN, type: 'integer', nullable: false},
    email: {...A_COLUMN, type: 'character varying(255)', nullable: false},
  },
  comment: '',
  triggers: [],
  collations: {email: 'ignore_case'},
  primaryKey: ['id'],
  uniqueKeys: ['customers_email_key'],
  foreignKeys: [],
  checks: [],
  notValidForeignKeys: [],
  notValidChecks: [],
  indexes: [],
  sequences: [{column: 'id', next: '3', max: '2'}],
  partitions: [],
}
const AS_PLANNED: DatabaseFacts = {
  tables: [CUSTOMERS, ORDERS],
  views: ['big_orders', 'order_totals'],
  sequences: [{name: 'invoice_number', next: '1000'}],
}

/** The orders with a column that is otherwise. */
function withColumn(name: string, change: Partial<ColumnFacts>): DatabaseFacts {
  return withOrders({details: {...ORDERS.details, [name]: {...ORDERS.details[name]!, ...change}}})
}

function withOrders(change: Partial<TableFacts>): DatabaseFacts {
  return {...AS_PLANNED, tables: [CUSTOMERS, {...ORDERS, ...change}]}
}

describe('compareFacts', () => {
  it('finds nothing when all is as planned', () => {
    expect(compareFacts({schema: SHOP}, AS_PLANNED)).to.deep.equal([])
  })

  it('does not mind what the app has added', () => {
    const found = withOrders({columns: [...ORDERS.columns, 'extra'], indexes: [...ORDERS.indexes, 'extra']})
    found.tables.push({...CUSTOMERS, name: 'schema_history'})
    expect(compareFacts({schema: SHOP}, found)).to.deep.equal([])
  })

  it('does not mind a sequence that went on', () => {
    const found = {...AS_PLANNED, sequences: [{name: 'invoice_number', next: '1010'}]}
    expect(compareFacts({schema: SHOP}, found)).to.deep.equal([])
  })

  it('finds missing partitions and subpartitions', () => {
    const found = {...AS_PLANNED, tables: [{...ORDERS, name: 'parted', partitions: ['parted_old']}]}
    const differences = compareFacts({schema: aSchema({tables: [PARTED]})}, found)
    expect(differences.filter(({what}) => what === 'partition').map(({where}) => where)).to.deep.equal([
      'parted.parted_new',
      'parted.parted_new_0',
      'parted.parted_default',
    ])
  })

  const cases: Array<{name: string; found: DatabaseFacts; difference: Difference}> = [
    {
      name: 'a missing table',
      found: {...AS_PLANNED, tables: [CUSTOMERS]},
      difference: {where: 'orders', what: 'table', expected: 'present', found: 'missing'},
    },
    {
      name: 'a column that tells upper from lower case',
      found: {...AS_PLANNED, tables: [ORDERS, {...CUSTOMERS, collations: {}}]},
      difference: {
        where: 'customers.email',
        what: 'collation',
        expected: 'ignore_case',
        found: "the database's own",
      },
    },
    {
      name: 'a missing column',
      found: withOrders({columns: ['id', 'customer_id', 'status', 'price', 'price_with_tax']}),
      difference: {where: 'orders.touched', what: 'column', expected: 'present', found: 'missing'},
    },
    {
      name: 'a column of another type',
      found: withColumn('price', {type: 'numeric(10,1)'}),
      difference: {where: 'orders.price', what: 'type', expected: 'numeric(10,2)', found: 'numeric(10,1)'},
    },
    {
      name: 'a column that takes NULL',
      found: withColumn('customer_id', {nullable: true}),
      difference: {where: 'orders.customer_id', what: 'NOT NULL', expected: 'yes', found: 'no'},
    },
    {
      name: 'a lost default',
      found: withColumn('status', {hasDefault: false}),
      difference: {where: 'orders.status', what: 'default', expected: 'yes', found: 'no'},
    },
    {
      name: 'a generated column that is a plain one',
      found: withColumn('price_with_tax', {generated: false}),
      difference: {where: 'orders.price_with_tax', what: 'generated', expected: 'yes', found: 'no'},
    },
    {
      name: 'a lost comment on a column',
      found: withColumn('status', {comment: ''}),
      difference: {where: 'orders.status', what: 'comment', expected: "where it's at", found: 'none'},
    },
    {
      name: 'another comment on a table',
      found: withOrders({comment: 'Orders!'}),
      difference: {where: 'orders', what: 'comment', expected: 'Orders', found: 'Orders!'},
    },
    {
      name: 'a missing trigger',
      found: withOrders({triggers: []}),
      difference: {where: 'orders.orders_touch', what: 'trigger', expected: 'present', found: 'missing'},
    },
    {
      name: 'a missing primary key',
      found: withOrders({primaryKey: null}),
      difference: {where: 'orders', what: 'primary key', expected: 'id', found: 'none'},
    },
    {
      name: 'a primary key over other columns',
      found: withOrders({primaryKey: ['id', 'status']}),
      difference: {where: 'orders', what: 'primary key', expected: 'id', found: 'id, status'},
    },
    {
      name: 'a missing foreign key',
      found: withOrders({foreignKeys: []}),
      difference: {
        where: 'orders.orders_customer',
        what: 'foreign key',
        expected: 'present',
        found: 'missing',
      },
    },
    {
      name: 'a missing check',
      found: withOrders({checks: ['orders_ratio_check', 'orders_id_check']}),
      difference: {where: 'orders.orders_price_check', what: 'check', expected: 'present', found: 'missing'},
    },
    {
      name: 'a missing index',
      found: withOrders({indexes: []}),
      difference: {where: 'orders.orders_price', what: 'index', expected: 'present', found: 'missing'},
    },
    {
      name: 'a missing unique key',
      found: {...AS_PLANNED, tables: [{...CUSTOMERS, uniqueKeys: []}, ORDERS]},
      difference: {
        where: 'customers.customers_email_key',
        what: 'unique key',
        expected: 'present',
        found: 'missing',
      },
    },
    {
      name: 'a missing view',
      found: {...AS_PLANNED, views: ['order_totals']},
      difference: {where: 'big_orders', what: 'view', expected: 'present', found: 'missing'},
    },
    {
      name: 'a missing sequence of its own',
      found: {...AS_PLANNED, sequences: []},
      difference: {where: 'invoice_number', what: 'sequence', expected: 'present', found: 'missing'},
    },
    {
      name: 'a sequence of its own that went back',
      found: {...AS_PLANNED, sequences: [{name: 'invoice_number', next: '990'}]},
      difference: {where: 'invoice_number', what: 'next value', expected: '1000', found: '990'},
    },
    {
      name: 'a missing sequence',
      found: withOrders({sequences: []}),
      difference: {where: 'orders.id', what: 'sequence', expected: 'present', found: 'missing'},
    },
    {
      name: 'a sequence that would give a key out again',
      found: withOrders({sequences: [{column: 'id', next: '42', max: '42'}]}),
      difference: {where: 'orders.id', what: 'next value', expected: 'more than 42', found: '42'},
    },
    {
      name: 'a sequence that would give a deleted row’s key out again',
      found: withOrders({sequences: [{column: 'id', next: '41', max: '7'}]}),
      difference: {where: 'orders.id', what: 'next value', expected: 'at least 42', found: '41'},
    },
  ]
  for (const {name, found, difference} of cases)
    it(`finds ${name}`, () => {
      expect(compareFacts({schema: SHOP}, found)).to.deep.equal([difference])
    })

  it('finds a foreign key that enforces nothing on old rows, where none was to be expected', () => {
    const tables = SHOP.tables.map(table => ({
      ...table,
      foreignKeys: table.foreignKeys.map(key => ({...key, notValid: false})),
    }))
    expect(compareFacts({schema: {...SHOP, tables}}, AS_PLANNED)).to.deep.equal([
      {where: 'orders.orders_customer', what: 'foreign key', expected: 'valid', found: 'NOT VALID'},
    ])
  })

  it('tells which planned checks rows fail, and what they demand', () => {
    const check = {name: 'orders_price_check', definition: 'CHECK ((price > (0)::numeric)) NOT VALID'}
    const other = {name: 'added_by_the_app', definition: 'CHECK ((id > 9)) NOT VALID'}
    const found = withOrders({notValidChecks: [check, other]})
    expect(notValidNotes({schema: SHOP}, found)).to.deep.equal([
      'Rows of orders fail its check orders_price_check, which holds for new rows only: CHECK ((price > (0)::numeric)) NOT VALID',
    ])
  })
})
