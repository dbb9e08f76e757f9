/** Something that a check before the run found wrong; all of them are shown at once. */
export interface Problem {
  /** What is wrong, one sentence. */
  what: string
  /** What to do about it: a sentence or a command to type. */
  remedy: string
  /** Stable and kebab-case, for scripts and tests. */
  code: string
}
