import {expect} from 'chai'

import {numberBounds} from '../../../../src/lib/core/convert/columns/number-bounds.js'
import {aColumn} from '../a-mysql-table.js'

describe('numberBounds', () => {
  const cases = [
    {column: {dataType: 'tinyint', columnType: 'tinyint'}, bounds: ['-128', '127']},
    {column: {dataType: 'int', columnType: 'int(10) unsigned'}, bounds: ['0', '4294967295']},
    {
      column: {dataType: 'bigint', columnType: 'bigint'},
      bounds: ['-9223372036854775808', '9223372036854775807'],
    },
    {
      column: {dataType: 'decimal', columnType: 'decimal(5,2)', precision: 5, scale: 2},
      bounds: ['-999.99', '999.99'],
    },
    {
      column: {dataType: 'decimal', columnType: 'decimal(2,2) unsigned', precision: 2, scale: 2},
      bounds: ['0', '0.99'],
    },
    {
      column: {dataType: 'decimal', columnType: 'decimal(3,0)', precision: 3, scale: 0},
      bounds: ['-999', '999'],
    },
    {column: {dataType: 'double', columnType: 'double'}, bounds: null},
  ]
  for (const {column, bounds} of cases)
    it(column.columnType, () => expect(numberBounds(aColumn(column))).to.deep.equal(bounds))
})
