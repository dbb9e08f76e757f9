import * as color from '@heroku/heroku-cli-util/color'

import type {Hazard} from '../lib/core/hazard.js'

/** Prints hazards for users: blocking ones first, equal ones together, and the remedy of each kind once. */
export function hazardLines(hazards: readonly Hazard[]): string[] {
  const blocking = hazards.filter(({severity}) => severity === 'blocks')
  const noted = hazards.filter(({severity}) => severity === 'notes')
  return [
    ...section(
      color.warning(`Hazards that stop the run unless you allow them (${blocking.length})`),
      blocking,
    ),
    ...section(`What changes on the way (${noted.length})`, noted),
  ]
}

function section(title: string, hazards: readonly Hazard[]): string[] {
  if (hazards.length === 0) return []
  return ['', title, ...groupBy(hazards, ({code}) => code).flatMap(alike => kindLines(alike))]
}

function kindLines(alike: readonly Hazard[]): string[] {
  const remedies = new Set(alike.map(({remedy}) => remedy))
  return [
    ` ${color.label(alike[0]?.code ?? '')}`,
    ...groupBy(alike, ({message}) => message).map(same => `   ${placesOf(same)}`),
    ...[...remedies].filter(Boolean).map(remedy => `   -> ${remedy}`),
  ]
}

/** How many places are named for a note that concerns many; `--json` names all. */
const SHOWN = 10

/** One line for all places with the same message, with the count at each. */
function placesOf(same: readonly Hazard[]): string {
  const [first, ...others] = same
  if (!first) return ''
  if (others.length === 0) return `${first.where}: ${first.message}${countOf(first)}`
  // What blocks has to be fixed, and what has its own text (a trigger) will be missing: all of these are named.
  const isCut = first.severity === 'notes' && first.source === undefined
  const shown = isCut ? same.slice(0, SHOWN) : same
  const places = shown.map(hazard => `${hazard.where}${countOf(hazard)}`).join(', ')
  const more = same.length > shown.length ? ` and ${same.length - shown.length} more` : ''
  return `${places}${more}: ${first.message}`
}

function countOf({count}: Hazard): string {
  return count === undefined ? '' : ` (${count} found)`
}

/** In the order in which each key first appears. */
function groupBy(hazards: readonly Hazard[], keyOf: (hazard: Hazard) => string): Hazard[][] {
  const groups = new Map<string, Hazard[]>()
  for (const hazard of hazards) groups.set(keyOf(hazard), [...(groups.get(keyOf(hazard)) ?? []), hazard])
  return [...groups.values()]
}
