/** MySQL's compound units: the smallest unit of each, and how many of it each number counts, from the largest to the smallest. */
const COMPOUND: Readonly<Record<string, {unit: string; sizes: readonly number[]}>> = {
  year_month: {unit: 'month', sizes: [12, 1]},
  day_hour: {unit: 'hour', sizes: [24, 1]},
  day_minute: {unit: 'minute', sizes: [1440, 60, 1]},
  day_second: {unit: 'second', sizes: [86_400, 3600, 60, 1]},
  hour_minute: {unit: 'minute', sizes: [60, 1]},
  hour_second: {unit: 'second', sizes: [3600, 60, 1]},
  minute_second: {unit: 'second', sizes: [60, 1]},
}

/**
 * An interval of several units as one of the smallest: `1:30` of `minute_second` is 90 seconds. If there are fewer numbers than
 * units, they are those of the smallest units; any punctuation may separate them, and a sign before the first applies to all.
 */
export function simpleInterval(text: string, units: string): undefined | {count: number; unit: string} {
  const compound = Object.hasOwn(COMPOUND, units) ? COMPOUND[units] : undefined
  const numbers = text.match(/\d+/g)?.map(Number)
  if (compound === undefined || numbers === undefined || numbers.length > compound.sizes.length)
    return undefined
  const sizes = compound.sizes.slice(-numbers.length)
  const count = numbers.reduce((sum, number, at) => sum + number * (sizes[at] ?? 0), 0)
  return {count: /^\s*-/.test(text) ? -count : count, unit: compound.unit}
}
