import {notFound} from './api-error.js'
import {paged} from './paging.js'
import {route, type Route} from './router.js'

const GB = 1024 ** 3

/** A plan of heroku-postgresql; prices and sizes are those of the public price list of June 2026. */
export interface PostgresPlan {
  /** Without the service: `essential-0`. */
  name: string
  centsPerMonth: number
  storageBytes: number
  connections: number
  /** Advanced plans are billed by use and have a different API, without restores. */
  advanced: boolean
}

const ESSENTIAL: PostgresPlan[] = [
  plan('essential-0', 5, 1, 20),
  plan('essential-1', 9, 10, 20),
  plan('essential-2', 20, 32, 40),
]

/** Number of the plan: storage in GB, connections, dollars a month in tier standard, dollars in the tiers above it. */
const SIZES: [number, number, number, number, number][] = [
  [0, 64, 200, 50, 200],
  [2, 256, 500, 200, 350],
  [3, 512, 500, 400, 750],
  [4, 768, 500, 750, 1200],
  [5, 1024, 500, 1400, 2500],
  [6, 1536, 500, 2000, 3500],
  [7, 2048, 500, 3500, 6000],
]

export const POSTGRES_PLANS: PostgresPlan[] = [
  ...ESSENTIAL,
  ...['standard', 'premium', 'private', 'shield'].flatMap(tier =>
    SIZES.map(([size, storage, connections, standard, higher]) =>
      plan(`${tier}-${size}`, tier === 'standard' ? standard : higher, storage, connections),
    ),
  ),
  {...plan('advanced', 0, 131_072, 500), advanced: true},
]

/** Finds a plan by its name without the service. */
export function findPlan(name: string): PostgresPlan | undefined {
  return POSTGRES_PLANS.find(candidate => candidate.name === name)
}

export function planRoutes(): Route[] {
  return [
    route('GET', '/addon-services/:service/plans', call => {
      if (call.params.service !== 'heroku-postgresql') throw notFound('addon_service', 'add-on service')
      return paged(call, POSTGRES_PLANS.map(planBody))
    }),
  ]
}

/** The plan as the API shows it in full. */
export function planBody(postgresPlan: PostgresPlan): Record<string, unknown> {
  const {name, centsPerMonth, advanced} = postgresPlan
  const inSpace = /^(private|shield)/.test(name)
  return {
    id: planId(name),
    name: `heroku-postgresql:${name}`,
    human_name: name.replace(/^./, first => first.toUpperCase()).replace('-', ' '),
    description: `Heroku Postgres ${name}`,
    addon_service: {id: SERVICE_ID, name: 'heroku-postgresql'},
    price: {cents: centsPerMonth, unit: 'month', contract: false, metered: advanced},
    default: name === 'essential-0',
    space_default: name === 'private-0',
    state: 'ga',
    visible: true,
    compliance: name.startsWith('shield') ? ['HIPAA', 'PCI'] : null,
    installable_inside_private_network: inSpace,
    installable_outside_private_network: !inSpace,
  }
}

/** The id of a plan, made from its name so that it is the same in every run. */
export function planId(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name.padEnd(6)).toString('hex').slice(-12).padStart(12, '0')}`
}

export const SERVICE_ID = '6c67493d-8fc2-4cd4-9161-4f1ec11cbe69'

function plan(name: string, dollars: number, storageGb: number, connections: number): PostgresPlan {
  return {name, centsPerMonth: dollars * 100, storageBytes: storageGb * GB, connections, advanced: false}
}
