import {exactTextNote} from './text/collation-hazards.js'
import type {ConvertedColumn} from './columns/convert-columns.js'
import type {Hazard} from '../hazard.js'
import {isJsonCheck, isJsonColumn} from './columns/json-columns.js'
import type {MysqlCheck, MysqlTable} from '../mysql-schema.js'
import type {NameClaim} from './postgres-names.js'
import type {PostgresCheck} from '../postgres-schema.js'
import {quoteIdentifier, quoteLiteral} from '../quote.js'
import {translateExpression, type SqlScope} from '../sql/translate-expression.js'

/** What a table's CHECKs are converted with. */
export interface CheckContext {
  table: MysqlTable
  /** The table's Postgres name. */
  target: string
  columns: ReadonlyMap<string, ConvertedColumn>
  scope: SqlScope
  /** Takes a name among the table's constraints. */
  claim: NameClaim
}

/** Converts a table's CHECKs and adds those that hold sets to their labels. */
export function convertChecks(context: CheckContext): {checks: PostgresCheck[]; hazards: Hazard[]} {
  const checks: PostgresCheck[] = []
  const hazards: Hazard[] = []
  for (const check of context.table.checks) {
    if (isOfJsonColumn(context, check)) continue
    hazards.push(...addCheck(checks, check, context))
  }

  return {checks: [...checks, ...memberChecks(context)], hazards}
}

/** jsonb needs no check that it is JSON, and neither does json. */
function isOfJsonColumn({table, columns}: CheckContext, {expression}: MysqlCheck): boolean {
  return [...columns.values()].some(
    ({source, type}) =>
      type.type.startsWith('json') && isJsonColumn(table, source) && isJsonCheck(expression, source.name),
  )
}

/** Adds the check, or says why there is none. */
function addCheck(checks: PostgresCheck[], check: MysqlCheck, {table, scope, claim}: CheckContext): Hazard[] {
  const where = `${table.name}.${check.name}`
  if (!check.enforced) return [checkHazard(where, check, 'it is NOT ENFORCED')]
  const translated = translateExpression(check.expression, scope, {target: 'boolean'})
  if (!translated.ok) return [checkHazard(where, check, translated.reason)]
  checks.push({name: claim(check.name), sql: translated.sql})
  return translated.exact ? [exactTextNote(where)] : []
}

function memberChecks({columns, target, claim}: CheckContext): PostgresCheck[] {
  return [...columns.values()].flatMap(({name, type}) =>
    type.members
      ? [
          {
            name: claim(`${target}_${name}_check`),
            sql: memberSql(name, type.type, type.members),
          },
        ]
      : [],
  )
}

function memberSql(name: string, type: string, members: string[]): string {
  const labels = `ARRAY[${members.map(quoteLiteral).join(', ')}]::text[]`
  return type === 'text[]'
    ? `${quoteIdentifier(name)} <@ ${labels}`
    : `${quoteIdentifier(name)} = ANY (${labels})`
}

/** A check that MySQL does not enforce either loses nothing. */
function checkHazard(where: string, check: MysqlCheck, reason: string): Hazard {
  return {
    code: 'check-not-converted',
    severity: check.enforced ? 'blocks' : 'notes',
    where,
    message: `The CHECK cannot go over (${reason}). All rows go over.`,
    remedy: check.enforced
      ? 'Write it for Postgres after the migration or have the app check it, and allow it.'
      : 'Nothing to do, unless Postgres should enforce it.',
    source: check.expression,
  }
}
