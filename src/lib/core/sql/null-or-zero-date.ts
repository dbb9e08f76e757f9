import type {Context} from './context.js'
import {unnested, variantOf, type BinaryNode, type Expression} from './syntax-tree.js'
import {compound, operand, type Term} from './term.js'
import {isZero} from './zero-date.js'

/** `d is null or d = '0000-00-00'` and its opposite, where both have become NULL; undefined for everything else. */
export function nullOrZeroDate({left, op, right}: BinaryNode, context: Context): Term | undefined {
  const wanted = WANTED[op]
  if (wanted === undefined) return undefined
  for (const [test, comparison] of [
    [unnested(left), unnested(right)],
    [unnested(right), unnested(left)],
  ] as const) {
    const tested = wanted.test in test ? (variantOf(test)[1] as Expression) : undefined
    if (tested === undefined || !('BinaryOp' in comparison)) continue
    const {left: column, op: sign, right: constant} = comparison.BinaryOp
    if (!wanted.signs.has(sign) || !('Value' in constant) || !isColumn(column) || !isColumn(tested)) continue
    const [one, other] = [context.emit(tested), context.emit(column)]
    if (one.zeroDate !== 'mixed' || one.sql !== other.sql) continue
    if (isZero(context.emit(constant), context))
      return compound(`${operand(one)} ${wanted.sql}`, 'boolean', {nullable: false})
  }

  return undefined
}

const WANTED: Readonly<Record<string, {test: string; sql: string; signs: ReadonlySet<string>}>> = {
  Or: {test: 'IsNull', sql: 'IS NULL', signs: new Set(['Eq'])},
  And: {test: 'IsNotNull', sql: 'IS NOT NULL', signs: new Set(['Gt', 'NotEq'])},
}

function isColumn(expression: Expression): boolean {
  return 'Identifier' in expression || 'CompoundIdentifier' in expression
}
