import type {Problem} from './problem.js'

/** A Heroku Postgres plan that can be bought now. */
export interface PostgresPlan {
  /** Without the service: `essential-0`. */
  name: string
  price: PlanPrice
  /** Whether it can be added to apps outside and inside private spaces. */
  commonRuntime: boolean
  privateSpaces: boolean
}

/** As the Platform API gives it. */
export interface PlanPrice {
  cents: number
  /** `month`. */
  unit: string
  contract?: boolean
  metered?: boolean
}

export interface PlanLimits {
  storageBytes: number
  connections: number
  /** Only essential plans limit the number of tables. */
  tables?: number
}

/** What a database needs of its plan. */
export interface PlanNeeds {
  /** Expected size in Postgres, with indexes. */
  bytes: number
  tables: number
  /** Where the app runs. */
  network: 'common-runtime' | 'private-space' | 'shield-space'
}

/** The limits of a plan; undefined for a plan that is not known here. */
export function planLimits(plan: string): PlanLimits | undefined {
  const size = /^(?:standard|premium|private|shield)-(?<size>\d)$/.exec(plan)?.groups?.size
  return size ? PRODUCTION[size] : ESSENTIAL.get(plan)
}

/** Whether it is Heroku Postgres Advanced, which has other API endpoints and no restore of backups by URL. */
export function isAdvanced(plan: string): boolean {
  return /^(?:advanced|performance)/.test(plan)
}

/** The cheapest plan with a quarter more room than the data needs; premium plans are for the user to choose. */
export function smallestPlanThatFits(
  needs: PlanNeeds,
  plans: readonly PostgresPlan[],
): PostgresPlan | undefined {
  const tiers = TIERS[needs.network]
  return plans
    .filter(
      plan =>
        isOffered(plan, needs.network) &&
        tiers.test(plan.name) &&
        fits(plan.name, {...needs, bytes: needs.bytes * ROOM_TO_GROW}),
    )
    .sort((a, b) => a.price.cents - b.price.cents)[0]
}

/** Why a plan that the user chose cannot hold the data; undefined if it can. `plans` are those that can be bought. */
export function planProblem(
  plan: string,
  needs: PlanNeeds,
  plans: readonly PostgresPlan[],
): Problem | undefined {
  if (isAdvanced(plan)) return advancedPlan(plan)
  const remedy = remedyFor(needs, plans)
  const offered = plans.find(({name}) => name === plan)
  if (!offered)
    return {code: 'plan-not-found', what: `Couldn't find the Heroku Postgres plan ${plan}.`, remedy}
  if (!isOffered(offered, needs.network))
    return {
      code: 'plan-wrong-network',
      what: `The plan ${plan} cannot be added to an app ${NETWORKS[needs.network]}.`,
      remedy,
    }
  const limits = planLimits(plan)
  if (!limits || fits(plan, needs)) return undefined
  const what =
    needs.bytes > limits.storageBytes
      ? `The plan ${plan} holds ${storageText(limits.storageBytes)}, and the data will need about ${storageText(needs.bytes)}.`
      : `The plan ${plan} holds ${limits.tables} tables, and there are ${needs.tables}.`
  return {code: 'plan-too-small', what, remedy}
}

/** A price as the CLI shows it: `~$0.007/hour (max $5/month)`. */
export function priceText({cents, unit, contract, metered}: PlanPrice): string {
  if (contract) return 'contract'
  if (metered) return 'metered'
  if (cents === 0) return 'free'
  const dollars = cents / 100
  const most = Number.isInteger(dollars) ? String(dollars) : dollars.toFixed(2)
  return `~$${(dollars / HOURS_A_MONTH).toFixed(3)}/hour (max $${most}/${unit})`
}

/** Whether a plan can be added to an app in this network. */
function isOffered({commonRuntime, privateSpaces}: PostgresPlan, network: PlanNeeds['network']): boolean {
  return network === 'common-runtime' ? commonRuntime : privateSpaces
}

function fits(plan: string, {bytes, tables}: PlanNeeds): boolean {
  const limits = planLimits(plan)
  return limits !== undefined && bytes <= limits.storageBytes && tables <= (limits.tables ?? Infinity)
}

function advancedPlan(plan: string): Problem {
  return {
    code: 'plan-advanced',
    what: `The plan ${plan} is Heroku Postgres Advanced, which cannot restore a backup from a URL.`,
    remedy:
      'Choose an essential, standard or premium plan, and move to Advanced later with heroku data:pg:migrate.',
  }
}

function remedyFor(needs: PlanNeeds, plans: readonly PostgresPlan[]): string {
  const fitting = smallestPlanThatFits(needs, plans)
  return fitting
    ? `The smallest plan that fits: --plan ${fitting.name} (${priceText(fitting.price)})`
    : 'See all plans with: heroku addons:plans heroku-postgresql'
}

/** Storage as Heroku's plans state it, in powers of 1024: `10 GB`. */
export function storageText(bytes: number): string {
  const unit =
    bytes >= TB ? {size: TB, name: 'TB'} : bytes >= GB ? {size: GB, name: 'GB'} : {size: MB, name: 'MB'}
  return `${Number((bytes / unit.size).toFixed(1))} ${unit.name}`
}

const MB = 1024 ** 2
const GB = 1024 ** 3
const TB = 1024 ** 4
const ROOM_TO_GROW = 1.25
/** The month of the Heroku CLI's prices. */
const HOURS_A_MONTH = 720

const NETWORKS = {
  'common-runtime': 'outside a private space',
  'private-space': 'in a private space',
  'shield-space': 'in a shield space',
}

const TIERS = {
  'common-runtime': /^(?:essential|standard)-/,
  'private-space': /^private-/,
  'shield-space': /^shield-/,
}

/** From https://elements.heroku.com/addons/heroku-postgresql, June 2026. */
const ESSENTIAL = new Map<string, PlanLimits>([
  ['essential-0', {storageBytes: GB, connections: 20, tables: 4000}],
  ['essential-1', {storageBytes: 10 * GB, connections: 20, tables: 4000}],
  ['essential-2', {storageBytes: 32 * GB, connections: 40, tables: 4000}],
])

/** The number in a plan's name is its size, the same in every tier. Same source. */
const PRODUCTION: Record<string, PlanLimits> = {
  0: {storageBytes: 64 * GB, connections: 200},
  2: {storageBytes: 256 * GB, connections: 500},
  3: {storageBytes: 512 * GB, connections: 500},
  4: {storageBytes: 768 * GB, connections: 500},
  5: {storageBytes: TB, connections: 500},
  6: {storageBytes: 1.5 * TB, connections: 500},
  7: {storageBytes: 2 * TB, connections: 500},
}
