/** What the sandbox does on its own, changeable while it runs (`PATCH /__sandbox/settings`). Delays are milliseconds. */
export interface Settings {
  /** From `POST /apps/APP/addons` until the add-on is provisioned and its config vars appear. */
  provisionDelayMs: number
  provisioning: 'succeeds' | 'fails'
  /** From `DELETE` until the add-on answers 404. */
  deprovisionDelayMs: number
  dynoStartDelayMs: number
  /** A dyno that was scaled away is listed until then, as on Heroku while it handles SIGTERM. */
  dynoStopDelayMs: number
  /** How long a release phase command runs, where an app has the process type `release`. */
  releasePhaseDelayMs: number
  releasePhase: 'succeeds' | 'fails'
  /** How long a transfer stays pending before it starts. */
  transferDelayMs: number
  /** `fail` ends the next restores as failed without touching the database. */
  restores: 'run' | 'fail'
  /**
   * Attaching over a config var that a user has set. What Heroku answers is not documented, so both are offered:
   * `confirm` wants `confirm: APP` and then drops the user's value, `refuse` wants it unset first, always.
   */
  attachOverUserVar: 'confirm' | 'refuse'
  /** Requests left to the account; at 0 everything answers 429. */
  rateLimitRemaining: number
}

/** Everything succeeds, in about a second. */
export const defaultSettings: Settings = {
  provisionDelayMs: 1500,
  provisioning: 'succeeds',
  deprovisionDelayMs: 500,
  dynoStartDelayMs: 300,
  dynoStopDelayMs: 1200,
  releasePhaseDelayMs: 1000,
  releasePhase: 'succeeds',
  transferDelayMs: 1000,
  restores: 'run',
  attachOverUserVar: 'confirm',
  rateLimitRemaining: 4500,
}
