import {expect} from 'chai'
import {setIdentitySql, setSequenceSql} from '../../../src/lib/core/ddl/sequence-sql.js'
import {aColumn, aSequence} from '../a-postgres-schema.js'

describe('sequence-sql', () => {
  const identities = [
    {type: 'integer', next: '1', setval: '1, false'},
    {type: 'smallint', next: '32767', setval: '32767, false'},
    {type: 'smallint', next: '32768', setval: '32767, true'},
    {type: 'integer', next: '2147483648', setval: '2147483647, true'},
    {type: 'bigint', next: '9223372036854775808', setval: '9223372036854775807, true'},
    {type: 'bigint', next: '18446744073709551615', setval: '9223372036854775807, true'},
  ]
  for (const {type, next, setval} of identities)
    it(`goes on at ${next} in ${type} by setval(${setval})`, () => {
      const identity = {sequence: "it's", next}
      expect(setIdentitySql({...aColumn('id', type), identity})).to.equal(
        `SELECT pg_catalog.setval('public."it''s"', ${setval});\n`,
      )
    })

  const free = [
    {sequence: aSequence('s', {next: '3', maximum: '2'}), setval: '2, true'},
    {sequence: aSequence('s', {next: '0', increment: '-1'}), setval: '1, true'},
    {sequence: aSequence('s', {next: '2', maximum: '2'}), setval: '2, false'},
  ]
  for (const {sequence, setval} of free)
    it(`puts a sequence at ${sequence.next} by setval(${setval})`, () => {
      expect(setSequenceSql(sequence)).to.equal(`SELECT pg_catalog.setval('public."s"', ${setval});\n`)
    })
})
