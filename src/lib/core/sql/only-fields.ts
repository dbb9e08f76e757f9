import {refuse} from './refused.js'

/** What the parser writes into a field that is not used. */
const SILENT = new Set<unknown>([false, null, undefined, 'Cast', 'None', 'Standard'])

/** Refuses a node that uses any other field than the known ones, which would be lost silently. */
export function onlyFields(node: object, known: readonly string[], what: string): void {
  for (const [name, value] of Object.entries(node)) {
    if (known.includes(name) || name.endsWith('_token') || name === 'span') continue
    if (SILENT.has(value) || (Array.isArray(value) && value.length === 0)) continue
    refuse(`${what} with ${name.replaceAll('_', ' ')} is not translated`)
  }
}
