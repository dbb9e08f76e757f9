import type {GeneratedColumn} from './generated-columns.js'
import type {Hazard} from '../../hazard.js'
import {exactTextNote} from '../text/collation-hazards.js'

/** What the user has to know of a generated column that Postgres treats otherwise than MySQL. */
export function generatedHazards(
  where: string,
  {expression, stored}: {expression: string; stored: boolean},
  column: GeneratedColumn,
): Hazard[] {
  if (column.kind === 'plain') return [plainHazard(where, expression, column.reason)]
  const exact = column.exact ? [exactTextNote(where)] : []
  if (column.kind === 'trigger') return [triggerNote(where, expression, column.reason), ...exact]
  return stored ? exact : [storedNote(where, expression), ...exact]
}

function plainHazard(where: string, source: string, reason: string): Hazard {
  return {
    code: 'generated-column',
    severity: 'blocks',
    where,
    message: `Postgres cannot compute this generated column (${reason}); it becomes a plain column that keeps its data.`,
    remedy: 'Compute it in the app or in a trigger from then on, and allow it.',
    source,
  }
}

function triggerNote(where: string, source: string, reason: string): Hazard {
  return {
    code: 'generated-column',
    severity: 'notes',
    where,
    message: `The generated column keeps its values as they are, and a trigger computes it for rows written from then on: ${reason}.`,
    remedy: 'Nothing to do, unless the app relies on an error when it writes to the column.',
    source,
  }
}

/** VIRTUAL columns take no space in MySQL; Postgres stores what it computes. */
function storedNote(where: string, source: string): Hazard {
  return {
    code: 'generated-column',
    severity: 'notes',
    where,
    message: 'The column is VIRTUAL in MySQL and STORED in Postgres, where it takes space.',
    remedy: 'Nothing to do, unless space matters.',
    source,
  }
}
