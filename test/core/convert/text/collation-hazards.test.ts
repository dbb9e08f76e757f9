import {expect} from 'chai'

import {collationNotes} from '../../../../src/lib/core/convert/text/collation-hazards.js'
import {NOTHING_DECIDED} from '../../../../src/lib/core/rules/resolve-rules.js'
import type {MysqlColumn, MysqlIndex} from '../../../../src/lib/core/mysql-schema.js'
import {aColumn, aTable} from '../a-mysql-table.js'

function text(name: string, collation = 'utf8mb4_0900_ai_ci'): MysqlColumn {
  return aColumn({name, dataType: 'varchar', collation})
}

function index(column: string, unique: boolean): MysqlIndex {
  const parts = [{column, expression: null, prefix: null, descending: false}]
  return {name: `by_${column}`, kind: 'btree', unique, visible: true, comment: '', parts}
}

describe('collationNotes', () => {
  it('names the columns in unique keys of all tables before others', () => {
    const tables = [
      aTable({
        name: 'a',
        columns: [text('note'), text('label', 'utf8mb4_0900_as_cs')],
        indexes: [index('note', false)],
      }),
      aTable({
        name: 'b',
        columns: [aColumn({name: 'id', dataType: 'int'}), text('name'), text('email')],
        indexes: [index('email', true)],
      }),
      aTable({
        name: 'c',
        columns: [text('slug', 'latin1_swedish_ci'), text('exact', 'utf8mb4_bin')],
        indexes: [index('slug', true), index('exact', true)],
      }),
    ]
    expect(collationNotes(tables, NOTHING_DECIDED).map(({where}) => where)).to.deep.equal([
      'b.email',
      'c.slug',
      'a.note',
      'b.name',
    ])
  })
})
