import {expect} from 'chai'

import {loadSqlParser} from '../../../src/lib/core/sql/load-sql-parser.js'
import type {SqlScope} from '../../../src/lib/core/sql/sql-scope.js'
import {translateExpression} from '../../../src/lib/core/sql/translate-expression.js'
import {REFUSED, REFUSED_WHERE_IMMUTABLE, TRANSLATED} from './expression-cases.js'
import {MOOD_LABELS, SUBJECT_COLUMNS} from './subject-table.js'

const scope: SqlScope = {
  database: 'shop',
  column(name) {
    const found = SUBJECT_COLUMNS.find(([column]) => column === name.toLowerCase())
    return found && {sql: `"${found[0]}"`, type: found[1], labels: name === 'mood' ? MOOD_LABELS : undefined}
  },
  table: () => undefined,
}

/** Columns that are dates, in which `0000-00-00` has become this. */
function datesWith(zeroDate: '-infinity' | 'mixed' | 'null'): SqlScope {
  return {...scope, flavor: 'mariadb', column: name => ({sql: `"${name}"`, type: 'date', zeroDate})}
}

describe('translateExpression', () => {
  before(loadSqlParser)

  describe('translates', () => {
    for (const {mysql, postgres} of TRANSLATED)
      it(mysql, () => expect(translateExpression(mysql, scope)).to.deep.equal({ok: true, sql: postgres}))
  })

  describe('refuses with a reason', () => {
    for (const {mysql, reason} of REFUSED)
      it(mysql, () => {
        const result = translateExpression(mysql, scope)
        expect(result.ok, JSON.stringify(result)).to.equal(false)
        expect(result).to.have.property('reason').that.matches(reason)
      })
  })

  describe('refuses what depends on settings in generated columns and indexes', () => {
    for (const mysql of REFUSED_WHERE_IMMUTABLE)
      it(mysql, () => {
        expect(translateExpression(mysql, scope, {immutable: true}))
          .to.have.property('reason')
          .that.matches(/settings/)
        expect(translateExpression(mysql, scope).ok).to.equal(true)
      })
  })

  describe('knows 0000-00-00', () => {
    const cases = [
      {mysql: "`born` = '0000-00-00'", null: '"born" IS NULL', none: `"born" = date '-infinity'`},
      {mysql: "`born` <> '0000-00-00'", null: '"born" IS NOT NULL', none: `"born" <> date '-infinity'`},
      {mysql: "'0000-00-00' < `born`", null: '"born" IS NOT NULL', none: `date '-infinity' < "born"`},
      {mysql: '`born` <=> 0', null: '"born" IS NULL', none: `"born" IS NOT DISTINCT FROM date '-infinity'`},
      {mysql: "`born` > ''", null: '"born" IS NOT NULL', none: `"born" > date '-infinity'`},
      {mysql: 'not `born`', null: 'NOT ("born" IS NOT NULL)', none: `NOT ("born" <> date '-infinity')`},
    ]
    for (const {mysql, ...expected} of cases)
      it(mysql, () => {
        expect(translateExpression(mysql, datesWith('null'))).to.deep.equal({ok: true, sql: expected.null})
        expect(translateExpression(mysql, datesWith('-infinity'))).to.deep.equal({
          ok: true,
          sql: expected.none,
        })
      })

    describe('in a column that also has NULLs of its own', () => {
      const isNull = {ok: true, sql: '"d" IS NULL'}
      const isDate = {ok: true, sql: '"d" IS NOT NULL'}

      it('finds rows with either', () =>
        expect(translateExpression("`d` is null or `d` = '0000-00-00'", datesWith('mixed'))).to.deep.equal(
          isNull,
        ))

      it('finds rows with neither', () =>
        expect(translateExpression('(`d` <> 0) and (`d` is not null)', datesWith('mixed'))).to.deep.equal(
          isDate,
        ))
      for (const mysql of ["`d` is null or `e` = '0000-00-00'", "`d` = '0000-00-00'"])
        it(`refuses ${mysql}`, () =>
          expect(translateExpression(mysql, datesWith('mixed')).ok).to.equal(false))
    })

    it('refuses it in a list of dates where it is NULL', () =>
      expect(translateExpression("`born` in ('0000-00-00','2024-01-31')", datesWith('null')).ok).to.equal(
        false,
      ))
  })

  it('refuses a bit as text', () => {
    const bits: SqlScope = {...scope, column: () => ({sql: '"flag"', type: 'boolean', isBit: true})}
    expect(translateExpression('concat(`flag`)', bits)).to.have.property('reason').that.matches(/bit/)
    expect(translateExpression('`flag` + 1', bits).ok).to.equal(true)
  })

  describe('finds the operators of citext under an empty search_path', () => {
    const citext: SqlScope = {...scope, column: name => ({sql: `"${name}"`, type: 'public.citext'})}
    const cases = [
      {mysql: "`mail` = 'A@b.c'", postgres: `"mail" OPERATOR(public.=) 'A@b.c'`},
      {
        mysql: "`mail` in ('a','b')",
        postgres: `("mail" OPERATOR(public.=) 'a') OR ("mail" OPERATOR(public.=) 'b')`,
      },
      {mysql: "`mail` not like '%@b.c'", postgres: `"mail" OPERATOR(public.!~~) '%@b.c'`},
      {
        mysql: "case `mail` when 'a' then 1 end",
        postgres: `CASE WHEN "mail" OPERATOR(public.=) 'a' THEN 1 END`,
      },
    ]
    for (const {mysql, postgres} of cases)
      it(mysql, () => expect(translateExpression(mysql, citext)).to.deep.equal({ok: true, sql: postgres}))
  })

  describe('converts a value to the type of its column', () => {
    const cases = [
      {mysql: '1', target: 'boolean', postgres: 'TRUE'},
      {mysql: '0x00', target: 'boolean', postgres: 'FALSE'},
      {mysql: '`whole`', target: 'boolean', postgres: '"whole" <> 0'},
      {mysql: '`whole` > 1', target: 'integer', postgres: '("whole" > 1)::integer'},
      {mysql: "'x'", target: 'public."mood"', postgres: "'x'"},
      {mysql: "'a,b'", target: 'text[]', postgres: `'{"a","b"}'::text[]`},
      {mysql: "'{}'", target: 'jsonb', postgres: `'{}'::jsonb`},
      {mysql: "'2024-01-31'", target: 'date', postgres: "date '2024-01-31'"},
      {mysql: '0x05', target: 'bit(4)', postgres: "B'0101'"},
      {mysql: '0x4142', target: 'text', postgres: "'AB'"},
      {mysql: '0x4142', target: 'bytea', postgres: String.raw`'\x4142'::bytea`},
      {mysql: 'uuid()', target: 'uuid', postgres: 'gen_random_uuid()'},
      {mysql: '`whole`', target: 'varchar(20)', postgres: '"whole"::text'},
      {mysql: 'current_timestamp(3)', target: 'timestamptz(3)', postgres: 'current_timestamp(3)'},
      {mysql: 'NULL', target: 'date', postgres: 'NULL'},
    ]
    for (const {mysql, target, postgres} of cases)
      it(`${mysql} as ${target}`, () =>
        expect(translateExpression(mysql, scope, {target})).to.deep.equal({ok: true, sql: postgres}))

    it('refuses a value that the type cannot hold', () =>
      expect(translateExpression('`born`', scope, {target: 'inet'}).ok).to.equal(false))
  })
})
