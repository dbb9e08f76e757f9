/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** From 0 up to, but not including, `below`. */
  below(below: number): number
  pick<Item>(items: readonly Item[]): Item
  shuffle<Item>(items: readonly Item[]): Item[]
}

/** Numerical Recipes' linear congruential generator; its high bits are good enough to choose by. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  return {
    below,
    pick: items => items[below(items.length)]!,
    shuffle<Item>(items: readonly Item[]) {
      const left = [...items]
      return items.map(() => left.splice(below(left.length), 1)[0]!)
    },
  }
}
