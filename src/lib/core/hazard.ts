/**
 * A loss or a risk, found before anything is changed.
 * A hazard that `blocks` stops the run until its code is given to `--allow`; one that `notes` is only shown.
 */
export interface Hazard {
  /** Stable and kebab-case: what a user types after `--allow`. */
  code: HazardCode
  severity: 'blocks' | 'notes'
  /** The object that it concerns, in the user's terms: `orders.paid_at`, `view daily_totals`. */
  where: string
  /** What happens, in one sentence. */
  message: string
  /** What the user can do about it, in one sentence. */
  remedy: string
  /** How many rows or values it concerns, if that was counted. */
  count?: number
  /** The object's own text (of a view, a trigger), so that it is not lost. */
  source?: string
}

/** All codes, in the order in which `--allow` lists them. */
export const HAZARD_CODES = [
  'application-period',
  'bit-boolean',
  'case-insensitive',
  'check-not-converted',
  'column-type',
  'default-not-converted',
  'default-removed',
  'doubly-encoded-text',
  'duplicate-under-unique-key',
  'empty-enum',
  'event',
  'foreign-key-not-converted',
  'foreign-key-not-valid',
  'fulltext-index',
  'generated-column',
  'geometry',
  'index-not-converted',
  'invalid-text',
  'invisible-column',
  'invisible-index',
  'json-value',
  'long-index-value',
  'name-changed',
  'not-in-snapshot',
  'no-lock-privilege',
  'no-primary-key',
  'on-update-trigger',
  'partitioned-table',
  'refused-value',
  'routine',
  'rule-misfit',
  'sequence',
  'source-user-sees-less',
  'system-versioned-table',
  'time-range',
  'time-zone',
  'trigger',
  'unique-key-added',
  'unsigned-range',
  'view-differs',
  'view-not-converted',
  'zero-date',
  'zero-date-not-null',
] as const

export type HazardCode = (typeof HAZARD_CODES)[number]

/** The hazards that still stop the run, given what the user allowed (`all` allows everything). */
export function blockingHazards(hazards: readonly Hazard[], allowed: readonly string[]): Hazard[] {
  if (allowed.includes('all')) return []
  return hazards.filter(({code, severity}) => severity === 'blocks' && !allowed.includes(code))
}

/** Whether the user allowed what a hazard's code stands for. */
export function isAllowed(code: HazardCode, allowed: readonly string[]): boolean {
  return allowed.includes(code) || allowed.includes('all')
}

/** The number of losses of a run that was allowed: hazards that would have blocked it. */
export function countLosses(hazards: readonly Hazard[]): number {
  return hazards.filter(({severity}) => severity === 'blocks').length
}
