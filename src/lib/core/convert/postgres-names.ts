import {Buffer} from 'node:buffer'

/** `keep`: as in MySQL; `lower`: lower case; `snake`: `orderItems` -> `order_items`. */
export type NamePolicy = 'keep' | 'lower' | 'snake'

/** Postgres cuts longer names without an error (NAMEDATALEN - 1), so that two of them can become one. */
const MAX_BYTES = 63

/** Names that every table has already, https://www.postgresql.org/docs/current/ddl-system-columns.html. */
export const SYSTEM_COLUMNS = ['cmax', 'cmin', 'ctid', 'tableoid', 'xmax', 'xmin']

/** What the user's policy makes of a name, before it is made to fit. */
export function spellName(name: string, policy: NamePolicy): string {
  if (policy === 'keep') return name
  if (policy === 'lower') return name.toLowerCase()
  const words = name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .toLowerCase()
  return /^_*$/.test(words) ? name : words
}

/** Takes the first free one of some wished names, or makes the last one unique with a number behind it. */
export type NameClaim = (...wishes: [string, ...string[]]) => string

/** One namespace: every name it gives is at most 63 bytes and is given once. */
export function namespace(taken: Iterable<string> = []): NameClaim {
  const names = new Set(taken)
  return (...wishes) => {
    const name = wishes.map(fitName).find(wish => !names.has(wish)) ?? numberedName(wishes.at(-1)!, names)
    names.add(name)
    return name
  }
}

/** A name of at most 63 bytes; a longer one ends in a hash of the whole, so that long names stay different. */
export function fitName(name: string): string {
  return Buffer.byteLength(name) <= MAX_BYTES ? name : withSuffix(name, `_${hash(name)}`)
}

function numberedName(name: string, names: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const numbered = withSuffix(name, `_${number}`)
    if (!names.has(numbered)) return numbered
  }
}

/** Cuts between characters, never inside one. */
function withSuffix(name: string, suffix: string): string {
  let fitting = ''
  let room = MAX_BYTES - Buffer.byteLength(suffix)
  for (const character of name) {
    room -= Buffer.byteLength(character)
    if (room < 0) break
    fitting += character
  }

  return fitting + suffix
}

/** FNV-1a with 32 bits, http://www.isthe.com/chongo/tech/comp/fnv/. */
function hash(text: string): string {
  let value = 0x81_1c_9d_c5
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01_00_01_93)
  return (value >>> 0).toString(16).padStart(8, '0')
}
