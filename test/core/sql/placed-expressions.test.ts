import {expect} from 'chai'

import {loadSqlParser} from '../../../src/lib/core/sql/load-sql-parser.js'
import {translateExpression, type ExpressionOptions} from '../../../src/lib/core/sql/translate-expression.js'
import {onEachSource} from '../../servers.js'
import {CHECKS, DEFAULTS, GENERATED, INDEX_PARTS} from './placed-expressions.js'
import {openTwoDatabases, type TwoDatabases} from './same-results.js'

describe('expressions in a table', () => {
  onEachSource(source => {
    let both: TwoDatabases
    before(async () => {
      await loadSqlParser()
      both = await openTwoDatabases(source)
    })
    after(() => both?.drop())

    const translated = (text: string | undefined, options: ExpressionOptions): string => {
      const result = translateExpression(text ?? '', both.scope, options)
      if (!result.ok) throw new Error(`${result.reason}: ${text}`)
      return result.sql
    }

    describe('generated columns hold the same values', () => {
      for (const {mysql, type, postgresType, only = source.flavor} of GENERATED) {
        if (only !== source.flavor) continue
        it(`${mysql} as ${type}`, async () => {
          await both.runMysql(`ALTER TABLE subject ADD COLUMN made_of ${type} AS (${mysql}) VIRTUAL`)
          try {
            const {columns} = await both.readSubject()
            const sql = translated(columns.at(-1)?.generated?.expression, {
              target: postgresType,
              immutable: true,
            })
            await both.runPostgres(
              `ALTER TABLE public.subject ADD made_of ${postgresType} GENERATED ALWAYS AS (${sql}) STORED`,
            )
            const select = 'SELECT id, made_of FROM subject ORDER BY id'
            const {mysql: expected, postgres} = await both.askBoth(select, select)
            expect(postgres, sql).to.deep.equal(expected)
          } finally {
            await both.runPostgres('ALTER TABLE public.subject DROP COLUMN IF EXISTS made_of')
            await both.runMysql('ALTER TABLE subject DROP COLUMN made_of')
          }
        })
      }
    })

    describe('CHECKs hold for the same rows', () => {
      for (const condition of CHECKS) {
        it(condition, async () => {
          await both.runMysql(
            source.flavor === 'mysql'
              ? `ALTER TABLE subject ADD CONSTRAINT checked CHECK (${condition}) NOT ENFORCED`
              : `SET STATEMENT check_constraint_checks = 0 FOR ALTER TABLE subject ADD CONSTRAINT checked CHECK (${condition})`,
          )
          try {
            const {checks} = await both.readSubject()
            const check = checks.find(({name}) => name === 'checked')
            const sql = translated(check?.expression, {target: 'boolean'})
            await both.runPostgres(
              `ALTER TABLE public.subject ADD CONSTRAINT checked CHECK (${sql}) NOT VALID`,
            )
            const {mysql, postgres} = await both.askBoth(
              `SELECT id, (${condition}) <> 0 AS holds FROM subject ORDER BY id`,
              `SELECT id, (${sql}) AS holds FROM subject ORDER BY id`,
            )
            expect(postgres, sql).to.deep.equal(mysql)
          } finally {
            await both.runPostgres('ALTER TABLE public.subject DROP CONSTRAINT IF EXISTS checked')
            await both.runMysql('ALTER TABLE subject DROP CONSTRAINT checked')
          }
        })
      }
    })

    describe('defaults give the same values', () => {
      for (const {mysql, type, postgresType, gives} of DEFAULTS) {
        it(`${mysql} of ${type} into ${postgresType}`, async () => {
          await both.runMysql(`ALTER TABLE subject ADD COLUMN given ${type} DEFAULT ${mysql}`)
          try {
            const {columns} = await both.readSubject()
            const found = columns.at(-1)?.default
            // MariaDB shows a constant expression as the literal in it, which is not translated.
            if (found?.kind === 'literal') return expect(mysql).to.equal(`('${found.value}')`)
            expect(found?.kind, JSON.stringify(found)).to.equal('expression')
            if (found?.kind !== 'expression') return
            const sql = translated(found.sql, {target: postgresType})
            await both.runPostgres(`ALTER TABLE public.subject ADD given ${postgresType} DEFAULT ${sql}`)
            if (gives === undefined) return
            const {postgres} = await both.askBoth('SELECT 1', 'SELECT given FROM subject WHERE id = 1')
            expect(postgres).to.deep.equal([gives])
          } finally {
            await both.runPostgres('ALTER TABLE public.subject DROP COLUMN IF EXISTS given')
            await both.runMysql('ALTER TABLE subject DROP COLUMN given')
          }
        })
      }
    })

    if (source.flavor === 'mysql')
      describe('functional index parts are accepted by Postgres', () => {
        for (const part of INDEX_PARTS) {
          it(part, async () => {
            await both.runMysql(`CREATE INDEX by_part ON subject (${part})`)
            try {
              const {indexes} = await both.readSubject()
              const expression = indexes.find(({name}) => name === 'by_part')?.parts[0]?.expression
              const sql = translated(expression ?? undefined, {immutable: true})
              await both.runPostgres(`CREATE INDEX by_part ON public.subject ((${sql}))`)
            } finally {
              await both.runPostgres('DROP INDEX IF EXISTS by_part')
              await both.runMysql('DROP INDEX by_part ON subject')
            }
          })
        }
      })
  })
})
