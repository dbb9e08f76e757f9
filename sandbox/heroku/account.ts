import type {HerokuState} from './heroku-state.js'
import {route, type Route} from './router.js'

export function accountRoutes(state: HerokuState): Route[] {
  return [
    route('GET', '/account', () => ({
      status: 200,
      body: {
        ...state.account,
        allow_tracking: false,
        beta: false,
        verified: true,
        two_factor_authentication: false,
      },
    })),
    route('GET', '/account/rate-limits', () => ({
      status: 200,
      body: {remaining: state.settings.rateLimitRemaining},
    })),
  ]
}
