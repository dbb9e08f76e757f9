import {expect} from 'chai'
import {describe, it} from 'mocha'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import type {MigrationRules} from '../../src/lib/core/rules/migration-rules.js'
import {parseRules, readRules} from '../../src/ui/read-rules.js'
import {failureOf} from '../failure-of.js'

const GOOD: {name: string; text: string; rules: MigrationRules}[] = [
  {name: 'an empty file', text: '', rules: {columns: [], tables: []}},
  {
    name: 'YAML',
    text: `
columns:
  - match: users.email  # as in MySQL
    name: mail
  - match: {type: 'tinyint(1)'}
    notNull: drop
tables:
  - match: 'tbl_*'
    name: t`,
    rules: {
      columns: [
        {match: {column: 'users.email'}, name: 'mail'},
        {match: {type: 'tinyint(1)'}, notNull: 'drop'},
      ],
      tables: [{match: 'tbl_*', name: 't'}],
    },
  },
  {
    name: 'JSON',
    text: '{"columns": [{"match": {"column": "a.b", "type": "int"}, "default": "keep"}]}',
    rules: {columns: [{match: {column: 'a.b', type: 'int'}, default: 'keep'}], tables: []},
  },
]

const BAD: {text: string; message: string}[] = [
  {text: '- a', message: 'In r.yml, expected an object, found a list.'},
  {text: 'colums: []', message: 'In r.yml, colums: there is no such key; the keys are columns, tables.'},
  {text: 'columns: {}', message: 'In r.yml, columns: expected a list, found an object.'},
  {text: 'columns: [users.email]', message: 'In r.yml, columns[0]: expected an object, found "users.email".'},
  {text: 'columns: [{name: a}]', message: 'In r.yml, columns[0].match: it is missing.'},
  {
    text: 'columns: [{match: users}]',
    message: 'In r.yml, columns[0].match: expected table.column, found "users".',
  },
  {
    text: 'columns: [{match: {}}]',
    message: 'In r.yml, columns[0].match: expected table.column, or an object with column or type or both.',
  },
  {
    text: 'columns: [{match: {colum: a.b}}]',
    message: 'In r.yml, columns[0].match.colum: there is no such key; the keys are column, type.',
  },
  {text: 'columns: [{match: a.b, name: 7}]', message: 'In r.yml, columns[0].name: expected a text, found 7.'},
  {
    text: 'columns: [{match: a.b, default: no, nam: x}, {match: a.c, notNull: }]',
    message: `In r.yml:
- columns[0].default: expected keep or drop, found "no"
- columns[0].nam: there is no such key; the keys are KEYS
- columns[1].notNull: expected keep or drop, found null`,
  },
  {
    text: 'tables: [{match: a, name: ""}]',
    message: 'In r.yml, tables[0].name: expected a text, found an empty one.',
  },
  {
    text: "columns: [{match: a.b, zeroDates: 2024-02-30, zone: Vienna, swapped: 'yes', emptyEnum: 1}]",
    message: `In r.yml:
- columns[0].zone: expected a time zone such as Europe/Vienna or +02:00, found "Vienna"
- columns[0].swapped: expected true or false, found "yes"
- columns[0].zeroDates: expected null, -infinity or a date such as '1970-01-01', found "2024-02-30"
- columns[0].emptyEnum: expected null or a label, found 1`,
  },
  {
    text: 'columns: [{match: *.uuid}]',
    message: "Couldn't read r.yml: Unresolved alias",
  },
  {
    text: 'tables: []\ntables: []',
    message: "Couldn't read r.yml: Map keys must be unique at line 2, column 1",
  },
]

describe('rules file', () => {
  for (const {name, text, rules} of GOOD)
    it(`can be ${name}`, () => expect(parseRules(text, 'r.yml')).to.deep.equal(rules))

  for (const {text, message} of BAD)
    it(`refuses ${text}`, async () => {
      const error = (await failureOf(Promise.resolve().then(() => parseRules(text, 'r.yml')))) as Error
      expect(error).to.be.instanceOf(MigrationError)
      expect(error.message.replace(/keys are match.*/, 'keys are KEYS')).to.satisfy(
        (said: string) => said.startsWith(message),
        `${error.message} is not ${message}`,
      )
    })

  it('that cannot be read is named', async () => {
    const error = (await failureOf(readRules('/nowhere/r.yml'))) as Error
    expect(error.message).to.equal("Couldn't read the rules file /nowhere/r.yml (ENOENT).")
  })
})
