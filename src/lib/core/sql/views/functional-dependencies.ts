import {unnested, type Expression} from '../syntax-tree.js'
import type {Term} from '../term.js'
import type {SelectFrame} from './select-frame.js'
import {findColumn, type Source} from './source.js'

/** A functional dependency: `from` determines `to`, as a key does its row. Columns are named by their SQL. */
export interface Dependency {
  from: readonly string[]
  to: readonly string[]
}

/** The dependencies from a condition that holds for every row: equal columns determine each other, a constant determines its column. */
export function innerDependencies(condition: Expression, frame: SelectFrame): Dependency[] {
  return conjuncts(condition).flatMap((conjunct): Dependency[] => {
    const sides = equalSides(conjunct)
    if (sides === undefined) return []
    const [left, right] = sides.map(side => columnOf(side, frame.sources))
    if (left !== undefined && right !== undefined)
      return [
        {from: [left.sql], to: [right.sql]},
        {from: [right.sql], to: [left.sql]},
      ]
    const one = [left, right].find(side => side !== undefined)
    return one !== undefined && sides.some(side => isConstant(side)) ? [{from: [], to: [one.sql]}] : []
  })
}

/**
 * The dependencies from the condition of an outer join: the columns of the kept side together determine those of the other
 * side that must equal them, or that there is no such row.
 */
export function outerDependencies(
  condition: Expression,
  frame: SelectFrame,
  kept: readonly Source[],
): Dependency[] {
  const all = conjuncts(condition)
  const others = frame.sources.filter(source => !kept.includes(source))
  const from: string[] = []
  const to: string[] = []
  for (const conjunct of all) {
    const sides = equalSides(conjunct)
    if (sides === undefined) return []
    const keptSides = sides.map(side => columnOf(side, kept)).filter(side => side !== undefined)
    const otherSides = sides.map(side => columnOf(side, others)).filter(side => side !== undefined)
    if (keptSides.length + otherSides.length < 2 && !sides.some(side => isConstant(side))) return []
    from.push(...keptSides.map(({sql}) => sql))
    if (keptSides.length < 2) to.push(...otherSides.map(({sql}) => sql))
  }

  return [{from, to}]
}

/** All columns of a SELECT that the given ones determine, themselves included: their closure. */
export function closureOf(start: Iterable<string>, {sources, dependencies}: SelectFrame): Set<string> {
  const known = new Set(start)
  const rows = sources.flatMap(({keys, columns}) =>
    keys.map(from => ({from, to: columns.map(({term}) => term.sql)})),
  )
  const rules = [...dependencies, ...rows]
  for (let before = -1; before < known.size;) {
    before = known.size
    for (const {from, to} of rules)
      if (from.every(sql => known.has(sql))) for (const sql of to) known.add(sql)
  }

  return known
}

function conjuncts(condition: Expression): Expression[] {
  if ('Nested' in condition) return conjuncts(condition.Nested)
  if (!('BinaryOp' in condition) || condition.BinaryOp.op !== 'And') return [condition]
  return [...conjuncts(condition.BinaryOp.left), ...conjuncts(condition.BinaryOp.right)]
}

function equalSides(condition: Expression): [Expression, Expression] | undefined {
  if (!('BinaryOp' in condition) || condition.BinaryOp.op !== 'Eq') return undefined
  return [unnested(condition.BinaryOp.left), unnested(condition.BinaryOp.right)]
}

function columnOf(expression: Expression, sources: readonly Source[]): Term | undefined {
  return 'CompoundIdentifier' in expression
    ? findColumn(
        expression.CompoundIdentifier.map(({value}) => value),
        sources,
      )
    : undefined
}

function isConstant(expression: Expression): boolean {
  return 'Value' in expression
}
