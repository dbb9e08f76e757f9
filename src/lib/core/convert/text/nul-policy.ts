import type {ColumnContext} from '../columns/column-type.js'

/** Left out of a key, a NUL byte could make two values one, or part a child from its parent. */
export function nulPolicy({keyed, rule, unique}: ColumnContext): 'replace' | 'strip' {
  return keyed || unique ? 'replace' : (rule.nul ?? 'strip')
}
