import {expect} from 'chai'

import {caseInsensitiveNotes} from '../../../src/lib/core/convert/collation-hazards.js'
import {aColumn, aTable} from './a-mysql-table.js'

describe('caseInsensitiveNotes', () => {
  it('names the columns in unique keys of all tables before others', () => {
    const column = (name: string, collation: string | null = 'utf8mb4_0900_ai_ci', dataType = 'varchar') =>
      aColumn({name, dataType, collation})
    const key = (name: string, unique = true) => ({
      name: `by_${name}`,
      kind: 'btree' as const,
      unique,
      visible: true,
      comment: '',
      parts: [{column: name, expression: null, prefix: null, descending: false}],
    })
    const tables = [
      aTable({
        name: 'a',
        columns: [column('note'), column('label', 'utf8mb4_0900_as_cs')],
        indexes: [key('note', false)],
      }),
      aTable({
        name: 'b',
        columns: [column('id', null, 'int'), column('name'), column('email')],
        indexes: [key('email')],
      }),
      aTable({
        name: 'c',
        columns: [column('slug', 'latin1_swedish_ci'), column('exact', 'utf8mb4_bin')],
        indexes: [key('slug')],
      }),
    ]
    expect(caseInsensitiveNotes(tables).map(({where}) => where)).to.deep.equal([
      'b.email',
      'c.slug',
      'a.note',
      'b.name',
    ])
  })
})
