import {expect} from 'chai'
import {describe, it} from 'mocha'

import {convertSchema, type ConvertedSchema} from '../../../../src/lib/core/convert/convert-schema.js'
import type {MysqlPartitioning} from '../../../../src/lib/core/mysql-schema.js'
import {aColumn, aSchema} from '../a-mysql-table.js'

/** What is laborious to make on a server, or only an older one shows. */
describe('partitions', () => {
  it('are as many as a small server has locks for', () => {
    expect(
      bounds(
        convert(
          'HASH',
          '`a`',
          Array.from({length: 500}, () => ''),
        ),
      ),
    ).to.have.length(500)
    const {hazards, ...rest} = convert(
      'HASH',
      '`a`',
      Array.from({length: 501}, () => ''),
    )
    expect(bounds({hazards, ...rest})).to.equal(undefined)
    expect(hazards.find(({code}) => code === 'partitioned-table')?.message).to.include('501 partitions')
  })

  it('are read from expressions as MySQL 5.7 shows them', () => {
    expect(bounds(convert('RANGE', 'YEAR(d)', ['1990']))).to.deep.equal([
      "FOR VALUES FROM (MINVALUE) TO ('1990-01-01')",
      'DEFAULT',
    ])
    expect(bounds(convert('LIST', 'a', ['1,-2']))).to.deep.equal(['FOR VALUES IN (1, -2)', 'DEFAULT'])
  })

  const plain: Array<[name: string, method: string, expression: string, values: string[]]> = [
    ['a bound before the first day', 'RANGE', 'to_days(`d`)', ['0']],
    ['a bound in year zero', 'RANGE', 'year(`d`)', ['0']],
    ['a list over a function', 'LIST', 'year(`d`)', ['1990']],
    ['a function of two columns', 'RANGE', 'year(`d`) * 100 + month(`a`)', ['199001']],
    ['a text that the catalog shows with question marks', 'LIST COLUMNS', '`w`', ["'????'"]],
    ['a text in another character set', 'LIST COLUMNS', '`w`', ['_gbk 0xc4e3']],
    ['texts that collations sort differently', 'RANGE COLUMNS', '`w`', ["'B'", "'c'"]],
    ['a day in no calendar', 'RANGE COLUMNS', '`d`', ["'2020-02-30'"]],
    ['history', 'SYSTEM_TIME', 'unix_timestamp(`row_end`)', ['']],
  ]
  for (const [name, ...partitioning] of plain)
    it(`become a plain table for ${name}`, () => {
      const converted = convert(...partitioning)
      expect(bounds(converted)).to.equal(undefined)
      expect(converted.hazards.map(({code}) => code)).to.include('partitioned-table')
    })
})

function convert(method: string, expression: string, values: string[]): ConvertedSchema {
  const partitions = values.map((shown, at) => ({
    name: `p${at}`,
    values: shown,
    comment: '',
    subpartitioning: null,
  }))
  const partitioning: MysqlPartitioning = {method, expression, partitions}
  const columns = [
    aColumn({name: 'a', dataType: 'int'}),
    aColumn({name: 'd', dataType: 'datetime', fractionalDigits: 0}),
    aColumn({name: 'w', dataType: 'varchar', columnType: 'varchar(9)', length: 9, charset: 'utf8mb4'}),
  ]
  return convertSchema(aSchema({columns, partitioning}), {}, {names: 'keep'})
}

function bounds({schema}: ConvertedSchema): string[] | undefined {
  return schema.tables[0]?.partitioning?.partitions.map(partition => partition.bounds)
}
