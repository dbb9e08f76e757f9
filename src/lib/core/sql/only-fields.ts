import {refuse} from './refused.js'

/** What the parser writes into a field that says nothing. */
const SILENT = new Set<unknown>([false, null, undefined, 'Cast', 'None', 'Standard'])

/** Refuses a node that says more than what is translated: a field that is not read would be lost without a word. */
export function onlyFields(node: object, known: readonly string[], what: string): void {
  for (const [name, value] of Object.entries(node)) {
    if (known.includes(name) || name.endsWith('_token') || name === 'span') continue
    if (SILENT.has(value) || (Array.isArray(value) && value.length === 0)) continue
    refuse(`${what} with ${name.replaceAll('_', ' ')} is not translated`)
  }
}
