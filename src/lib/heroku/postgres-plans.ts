import type * as Heroku from '@heroku-cli/schema'
import {getAddonService} from '@heroku/heroku-cli-util/utils/addons'

import type {PlanPrice, PostgresPlan} from '../core/postgres-plans.js'
import type {Complete} from './complete.js'
import type {HerokuApi} from './heroku-api.js'
import {urlPath} from './url-path.js'

/** Lists the Heroku Postgres plans that can be bought now, with current prices; their limits are in core/postgres-plans.ts. */
export async function postgresPlans(api: HerokuApi): Promise<PostgresPlan[]> {
  const plans = await api.platform.get<RawPlan[]>(urlPath`/addon-services/${getAddonService()}/plans`, {
    headers: {Accept: 'application/vnd.heroku+json; version=3.sdk'},
  })
  return plans.filter(isOnSale).map(toPlan)
}

/** The API still lists retired plans, for those who have them. */
function isOnSale({state, visible}: RawPlan): boolean {
  return visible !== false && !['deprecated', 'disabled', 'shutdown', 'sunset'].includes(state)
}

function toPlan(plan: RawPlan): PostgresPlan {
  const {cents, unit, contract, metered} = plan.price
  return {
    name: plan.name.split(':', 2)[1] ?? plan.name,
    price: {cents, unit, ...(contract && {contract}), ...(metered && {metered})},
    commonRuntime: plan.installable_outside_private_network ?? true,
    privateSpaces: plan.installable_inside_private_network ?? false,
  }
}

type RawPlan = Omit<Complete<Heroku.Plan>, 'price'> & {
  name: string
  state: string
  visible: boolean
  installable_inside_private_network: boolean
  installable_outside_private_network: boolean
  price: PlanPrice
}
