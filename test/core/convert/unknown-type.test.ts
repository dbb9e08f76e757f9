import {expect} from 'chai'
import {describe, it} from 'mocha'

import {convertSchema} from '../../../src/lib/core/convert/convert-schema.js'
import {blockingHazards} from '../../../src/lib/core/hazard.js'
import {aColumn, aSchema} from './a-mysql-table.js'

describe('a type that is not known', () => {
  const schema = aSchema({columns: [aColumn({dataType: 'qbit', columnType: 'qbit(3)'})]})
  const {copies, hazards, schema: converted} = convertSchema(schema, {}, {names: 'keep'})

  it('blocks until it is allowed', () => {
    expect(blockingHazards(hazards, []).map(({code, where}) => [code, where])).to.deep.equal([
      ['column-type', 't.c'],
    ])
    expect(blockingHazards(hazards, ['column-type'])).to.deep.equal([])
  })

  it('then goes over as text', () => {
    expect(converted.tables[0]?.columns[0]?.type).to.equal('text')
    expect(copies[0]?.columns[0]?.encoding).to.deep.equal({kind: 'text'})
  })
})
