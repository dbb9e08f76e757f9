/** How the sandbox behaves; it can be changed while it runs (`PATCH /__sandbox/settings`). Delays are in milliseconds. */
export interface Settings {
  /** Delay from `POST /apps/APP/addons` until the add-on is provisioned and its config vars appear. */
  provisionDelayMs: number
  provisioning: 'succeeds' | 'fails'
  /** Delay from `DELETE` until the add-on answers 404. */
  deprovisionDelayMs: number
  dynoStartDelayMs: number
  /** How long a dyno that was scaled down stays listed, as on Heroku while it handles SIGTERM. */
  dynoStopDelayMs: number
  /** How long the release phase command of an app with the process type `release` runs. */
  releasePhaseDelayMs: number
  releasePhase: 'succeeds' | 'fails'
  /** How long a transfer stays pending before it starts. */
  transferDelayMs: number
  /** `fail` ends the next restores as failed without touching the database. */
  restores: 'run' | 'fail'
  /**
   * What happens when an attachment would replace a config var that a user has set. Heroku's answer is not documented, so both
   * are possible: `confirm` requires `confirm: APP` and then drops the user's value, `refuse` requires it to be unset first.
   */
  attachOverUserVar: 'confirm' | 'refuse'
  /** How many requests the account has left; at 0 everything answers 429. */
  rateLimitRemaining: number
}

/** With these, everything succeeds in about a second. */
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
