import * as color from '@heroku/heroku-cli-util/color'

import type {Hazard} from '../lib/core/hazard.js'

/** Hazards as a user reads them: those that block first, alike ones together, each kind with its remedy once. */
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
  const codes = [...new Set(hazards.map(({code}) => code))]
  return ['', title, ...codes.flatMap(code => kindLines(hazards.filter(hazard => hazard.code === code)))]
}

function kindLines(alike: readonly Hazard[]): string[] {
  const [first] = alike
  if (!first) return []
  const remedies = [...new Set(alike.map(({remedy}) => remedy))]
  return [
    ` ${color.label(first.code)}`,
    ...alike.map(
      ({where, message, count}) => `   ${where}: ${message}${count === undefined ? '' : ` (${count} found)`}`,
    ),
    ...remedies.filter(Boolean).map(remedy => `   -> ${remedy}`),
  ]
}
