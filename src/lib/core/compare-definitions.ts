import type {Difference} from './database-facts.js'

/** The text by which an object is defined, as Postgres prints it. */
export interface Definition {
  /** The kind of object: `default`, `index`, `check`. */
  kind: string
  /** `orders.price`, `orders_price`. */
  name: string
  text: string
}

/** Kinds of objects whose absence is reported only here. */
const NOWHERE_ELSE = new Set(['enum type', 'function', 'identity', 'index comment'])

/**
 * Finds planned objects that exist with another definition. The same server printed both sides, so equal definitions are
 * equal texts. A missing object is reported by its name, unless another comparison reports it.
 */
export function compareDefinitions(
  expected: readonly Definition[],
  found: readonly Definition[],
): Difference[] {
  const texts = new Map(found.map(definition => [keyOf(definition), definition.text]))
  return expected.flatMap(definition => {
    const {kind, name, text} = definition
    const actual = texts.get(keyOf(definition))
    if (actual === text || (actual === undefined && !NOWHERE_ELSE.has(kind))) return []
    const [one, other] = excerpts(text, actual ?? 'missing')
    return [{where: name, what: kind, expected: one, found: other}]
  })
}

const SHOWN_LENGTH = 160
/** How many characters of the common text are shown before the difference. */
const SHOWN_BEFORE = 60

type Pair = [one: string, other: string]

/** Both texts, each in one line; of long ones, the part around the first difference. */
function excerpts(...texts: Pair): Pair {
  const [one, other] = texts.map(text => text.replaceAll(/\s+/g, ' ').trim()) as Pair
  let common = 0
  while (common < one.length && one[common] === other[common]) common++
  const longest = Math.max(one.length, other.length)
  const start = longest <= SHOWN_LENGTH ? 0 : Math.max(0, common - SHOWN_BEFORE)
  const cut = (text: string): string => {
    const end = start + SHOWN_LENGTH
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`
  }
  return [cut(one), cut(other)]
}

function keyOf({kind, name}: Definition): string {
  return `${kind}\0${name}`
}
