import {expect} from 'chai'
import {archiveEntries} from '../../../src/lib/core/ddl/archive-entries.js'
import {aColumn, aSchema, aTable, SHOP} from '../a-postgres-schema.js'

describe('archiveEntries', () => {
  const entries = archiveEntries(SHOP)
  const idOf = (desc: string, tag: string): number =>
    entries.find(entry => entry.desc === desc && entry.tag === tag)!.id

  it('lists every object in restore order', () => {
    expect(entries.map(({desc, tag}) => `${desc} ${tag}`)).to.deep.equal([
      'ENCODING ENCODING',
      'STDSTRINGS STDSTRINGS',
      'SEARCHPATH SEARCHPATH',
      'COLLATION ignore_case',
      'TYPE status',
      'FUNCTION touch()',
      'SEQUENCE invoice_number',
      'TABLE orders',
      'COMMENT TABLE orders',
      'COMMENT COLUMN orders.status',
      'TABLE customers',
      'TABLE DATA orders',
      'TABLE DATA customers',
      'SEQUENCE SET orders_id_seq',
      'SEQUENCE SET customers_id_seq',
      'SEQUENCE SET invoice_number',
      'CONSTRAINT orders orders_pkey',
      'CONSTRAINT customers customers_pkey',
      'CONSTRAINT customers customers_email_key',
      'INDEX orders_price',
      'COMMENT INDEX orders_price',
      'CHECK CONSTRAINT orders orders_price_check',
      'CHECK CONSTRAINT orders orders_ratio_check',
      'CHECK CONSTRAINT orders orders_id_check',
      'FK CONSTRAINT orders orders_customer',
      'TRIGGER orders orders_touch',
      'VIEW order_totals',
      'VIEW big_orders',
    ])
  })

  it('numbers the entries from 1, and nothing depends on what comes later', () => {
    expect(entries.map(({id}) => id)).to.deep.equal(entries.map((_, index) => index + 1))
    for (const {dependsOn, id} of entries) for (const needed of dependsOn) expect(needed).to.be.below(id)
  })

  const needs: Array<[what: [string, string], needed: Array<[string, string]>]> = [
    [['TABLE', 'orders'], [['TYPE', 'status']]],
    [['TABLE', 'customers'], [['COLLATION', 'ignore_case']]],
    [['TABLE DATA', 'orders'], [['TABLE', 'orders']]],
    [['SEQUENCE SET', 'orders_id_seq'], [['TABLE', 'orders']]],
    [['COMMENT', 'INDEX orders_price'], [['INDEX', 'orders_price']]],
    [
      ['FK CONSTRAINT', 'orders orders_customer'],
      [
        ['TABLE', 'orders'],
        ['TABLE', 'customers'],
        ['CONSTRAINT', 'customers customers_pkey'],
        ['CONSTRAINT', 'customers customers_email_key'],
      ],
    ],
    [
      ['TRIGGER', 'orders orders_touch'],
      [
        ['TABLE', 'orders'],
        ['FUNCTION', 'touch()'],
      ],
    ],
    [
      ['VIEW', 'order_totals'],
      [
        ['CONSTRAINT', 'orders orders_pkey'],
        ['CONSTRAINT', 'customers customers_pkey'],
      ],
    ],
    [['VIEW', 'big_orders'], [['VIEW', 'order_totals']]],
  ]
  for (const [[desc, tag], needed] of needs)
    it(`makes ${desc} ${tag} wait for ${needed.map(([kind, name]) => `${kind} ${name}`).join(', ')}`, () => {
      const {dependsOn} = entries[idOf(desc, tag) - 1]!
      expect(dependsOn).to.have.members(needed.map(([kind, name]) => idOf(kind, name)))
    })

  it('makes a foreign key wait for the unique index it refers to', () => {
    const index = {name: 'code_u', unique: true, method: 'btree', elements: ['"code"'], comment: ''} as const
    const key = {name: 'fk', columns: ['code'], parentTable: 't', parentColumns: ['code'], notValid: false}
    const table = aTable('t', [aColumn('code', 'text')], {
      indexes: [{...index, elements: [...index.elements]}],
      foreignKeys: [{...key, onUpdate: 'NO ACTION', onDelete: 'NO ACTION'}],
    })
    const list = archiveEntries(aSchema({tables: [table]}))
    const idOfKind = (kind: string): number => list.find(({desc}) => desc === kind)!.id
    expect(list.find(({desc}) => desc === 'FK CONSTRAINT')!.dependsOn).to.have.members([
      idOfKind('TABLE'),
      idOfKind('INDEX'),
    ])
  })

  it('copies every column that Postgres does not compute', () => {
    expect(entries[idOf('TABLE DATA', 'orders') - 1]!.copy).to.equal(
      'COPY public."orders" ("id", "customer_id", "status", "price", "touched") FROM stdin;\n',
    )
  })

  it('copies a table of nothing but generated columns without a column list', () => {
    const table = aTable('t', [aColumn('one', 'integer', {generatedSql: '1'})])
    const data = archiveEntries(aSchema({tables: [table]})).find(({desc}) => desc === 'TABLE DATA')
    expect(data!.copy).to.equal('COPY public."t" FROM stdin;\n')
  })
})
