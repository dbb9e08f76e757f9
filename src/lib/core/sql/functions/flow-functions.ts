import {alignPair} from '../align-pair.js'
import {allPresent, unify} from '../unify.js'
import {toCondition, toNumber} from '../coerce.js'
import {equal, isCitext} from '../compare.js'
import type {Context} from '../context.js'
import {INTERVAL_FUNCTION, NOT_FUNCTION} from '../stand-in-functions.js'
import {isMoment, isNumber} from '../postgres-kind.js'
import {refuse} from '../refused.js'
import {between, one, three, two, type FunctionTable} from '../sql-function.js'
import {atom, castTo, compound, isNull, NULL, operand, type Term} from '../term.js'

/** Choosing between values. */
export const FLOW_FUNCTIONS: FunctionTable = {
  if: three((condition, yes, no, context) => {
    const {terms, model} = unify([yes, no], context)
    return caseTerm([[toCondition(condition).sql, terms[0] ?? yes]], terms[1], model)
  }),
  ifnull: two((a, b, context) => coalesce([a, b], context)),
  nvl: two((a, b, context) => coalesce([a, b], context)),
  nvl2: three((value, yes, no, context) => {
    const {terms, model} = unify([yes, no], context)
    return caseTerm([[`${operand(value)} IS NOT NULL`, terms[0] ?? yes]], terms[1], model)
  }),
  coalesce: between(1, 100, coalesce),
  nullif: two((a, b, context) => {
    const [left, right] = alignPair(a, b, context)
    const {sql, ...like} = a
    return left.sql === sql && !isCitext(left)
      ? {...like, sql: `nullif(${sql}, ${right.sql})`, atomic: true, literal: undefined, nullable: true}
      : {
          ...like,
          sql: `CASE WHEN ${equal(left, right).sql} THEN NULL ELSE ${sql} END`,
          atomic: true,
          literal: undefined,
          nullable: true,
        }
  }),
  isnull: one(term => compound(`${operand(term)} IS NULL`, 'boolean', {nullable: false})),
  greatest: between(2, 100, (args, context) => extreme('greatest', args, context)),
  least: between(2, 100, (args, context) => extreme('least', args, context)),
  [INTERVAL_FUNCTION]: between(2, 100, intervalPlace),
  // MySQL 8 and later print these around expressions of a SELECT with GROUP BY … WITH ROLLUP.
  rollup_group_item: two(value => ({...value, nullable: true})),
  rollup_sum_switcher: one(value => value),
  grouping: between(1, 30, args => atom(`grouping(${args.map(({sql}) => sql).join(', ')})`, 'integer')),
  [NOT_FUNCTION]: one(term => compound(`NOT ${operand(toCondition(term))}`, 'boolean')),
}

/** How many of the ascending bounds are not above the value; -1 for NULL. */
function intervalPlace([value, ...bounds]: readonly Term[]): Term {
  if (value === undefined || bounds.some(({literal}) => literal?.kind !== 'number'))
    return refuse('interval with other bounds than numbers is not translated')
  const number = operand(toNumber(value))
  const places = bounds.map((bound, at) => `WHEN ${number} < ${bound.sql} THEN ${at}`).join(' ')
  return atom(`CASE WHEN ${number} IS NULL THEN -1 ${places} ELSE ${bounds.length} END`, 'integer')
}

function coalesce(args: readonly Term[], context: Context): Term {
  const {terms, model} = unify(args, context)
  return {...model, sql: `COALESCE(${terms.map(({sql}) => sql).join(', ')})`}
}

/** MySQL's greatest and least are NULL as soon as one value is; Postgres' leave NULLs out. */
function extreme(name: string, args: readonly Term[], context: Context): Term {
  if (args.some(({kind}) => isMoment(kind)) && args.some(arg => isReadAsDate(arg)))
    return refuse(`${name} of a date and another value, which MySQL reads as a date, is not translated`)
  const {terms, model} = unify(args, context)
  if (terms.some(term => isNull(term))) return castTo(NULL, model.kind === 'null' ? 'text' : model.type)
  if (model.kind === 'text' && args.some(({kind}) => kind === 'boolean' || isNumber(kind)))
    return refuse(`${name} of texts and numbers is not translated`)
  const present = allPresent(terms)
  const call = `${name}(${terms.map(({sql}) => sql).join(', ')})`
  return {...model, sql: present === '' ? call : `CASE WHEN ${present} THEN ${call} END`}
}

/** Whether MySQL reads a value beside a date as one; a literal is spelled as one already. */
function isReadAsDate({kind, literal}: Term): boolean {
  return !isMoment(kind) && literal?.kind !== 'text' && literal?.kind !== 'null'
}

/** `CASE WHEN … THEN … ELSE … END` with results of one type. */
export function caseTerm(
  branches: readonly [condition: string, result: Term][],
  otherwise: Term | undefined,
  model: Term,
): Term {
  const whens = branches.map(([condition, result]) => `WHEN ${condition} THEN ${result.sql}`).join(' ')
  return {
    ...atom('', model.type),
    ...model,
    sql: `CASE ${whens}${otherwise === undefined ? '' : ` ELSE ${otherwise.sql}`} END`,
  }
}
