import {expect} from 'chai'
import {describe, it} from 'mocha'

import type {MysqlColumn, MysqlTable} from '../../../src/lib/core/mysql-schema.js'
import {profileQuestions, type ProfileQuestion} from '../../../src/lib/core/convert/profile-questions.js'
import {aColumn, aTable} from './a-mysql-table.js'

const CASES: {
  column: Partial<MysqlColumn> & {dataType: string}
  checks?: MysqlTable['checks']
  asked: ProfileQuestion[] | undefined
}[] = [
  {column: {dataType: 'int'}, asked: undefined},
  {column: {dataType: 'int', autoIncrement: true}, asked: ['max', 'repeated']},
  {column: {dataType: 'tinyint', columnType: 'tinyint(1)'}, asked: ['min', 'max']},
  {column: {dataType: 'tinyint', columnType: 'tinyint(4)'}, asked: undefined},
  {column: {dataType: 'bigint'}, asked: undefined},
  {
    column: {dataType: 'bigint', columnType: 'bigint unsigned', autoIncrement: true},
    asked: ['max', 'repeated'],
  },
  {column: {dataType: 'varchar'}, asked: ['nulBytes']},
  {column: {dataType: 'varbinary'}, asked: undefined},
  {column: {dataType: 'timestamp'}, asked: ['zeroDates', 'partialDates']},
  {column: {dataType: 'time'}, asked: ['timesOutOfDay']},
  {column: {dataType: 'enum', columnType: "enum('a')"}, asked: ['emptyLabels']},
  {column: {dataType: 'point'}, asked: ['otherThanPoints']},
  {column: {dataType: 'json'}, asked: ['jsonNuls']},
  {column: {dataType: 'longtext'}, asked: ['nulBytes']},
  {
    column: {dataType: 'longtext'},
    checks: [{name: 'c', expression: 'json_valid(`c`)', enforced: true}],
    asked: ['jsonNuls', 'invalidJson'],
  },
  {
    column: {dataType: 'longtext'},
    checks: [{name: 'c', expression: 'json_valid(`other`)', enforced: true}],
    asked: ['nulBytes'],
  },
  {column: {dataType: 'unheard_of'}, asked: undefined},
]

describe('profileQuestions', () => {
  for (const {column, checks = [], asked} of CASES)
    it(`asks ${asked?.join(', ') ?? 'nothing'} of ${column.columnType ?? column.dataType}${
      column.autoIncrement ? ' auto_increment' : ''
    }${checks.map(({expression}) => ` with ${expression}`).join('')}`, () => {
      const table = aTable({columns: [aColumn(column)], checks})
      expect(profileQuestions(table).c).to.deep.equal(asked)
    })
})
