import {asAdmin, databaseUrl, type PostgresDatabase} from './postgres-database.js'
import type {Addon} from './heroku-state.js'
import {findPlan, type PostgresPlan} from './plans.js'

interface Measures {
  bytes: number
  tables: number
  connections: number
  version: string
}

/** `GET /client/v11/databases/ID`: facts of the real database, in the form that Heroku uses for the plan's tier. */
export async function databaseInfo(adminUrl: string, addon: Addon): Promise<Record<string, unknown>> {
  const plan = findPlan(addon.plan)
  if (!addon.database || !plan) throw new Error(`${addon.name} is no Heroku Postgres database.`)
  if (addon.state !== 'provisioned') return unavailable(addon)
  const measures = await measure(adminUrl, addon.database)
  return plan.name.startsWith('essential')
    ? essentialInfo(addon, addon.database, plan, measures)
    : productionInfo(addon, addon.database, plan, measures)
}

function essentialInfo(addon: Addon, database: PostgresDatabase, plan: PostgresPlan, measures: Measures) {
  const {bytes, tables, connections, version} = measures
  return {
    ...common(addon, database, bytes),
    plan: plan.name,
    info: [
      entry('Plan', plan.name),
      entry('Status', 'Available'),
      entry('Connections', `${connections}/${plan.connections}`),
      entry('PG Version', version),
      entry('Created', `${addon.createdAt.toISOString().slice(0, 16).replace('T', ' ')} `),
      entry('Data Size', `${size(bytes)} / ${size(plan.storageBytes)} (${share(bytes, plan.storageBytes)})`),
      entry('Tables', `${tables}/4000 (${tables > 4000 ? 'Out of compliance' : 'In compliance'})`),
      entry('Fork/Follow', 'Unsupported'),
      entry('Rollback', 'Unsupported'),
      entry('Continuous Protection', 'Off'),
    ],
  }
}

function productionInfo(addon: Addon, database: PostgresDatabase, plan: PostgresPlan, measures: Measures) {
  const {bytes, tables, connections, version} = measures
  const [tier = '', number = ''] = plan.name.split('-')
  const limits = {hard_connlimit: `${plan.connections}`, soft_connlimit: `${plan.connections}`}
  return {
    ...common(addon, database, bytes),
    plan: {
      id: 170,
      name: plan.name,
      tier,
      attrs_unparsed: {capacity_bytes: `${plan.storageBytes}`, ...limits},
    },
    num_tables: tables,
    num_connections: connections,
    postgres_version: version,
    database_password: database.password,
    port: database.port,
    leader: null,
    following: null,
    info: [
      entry('Plan', `${tier.replace(/^./, first => first.toUpperCase())} ${number}`),
      entry('Status', 'Available'),
      entry('Data Size', size(bytes)),
      entry('Tables', tables),
      entry('PG Version', version),
      entry('Connections', `${connections}/${plan.connections}`),
      entry('Continuous Protection', 'On'),
      {name: 'Followers', values: [], resolve_db_name: true},
      entry('Region', 'us'),
    ],
  }
}

function unavailable(addon: Addon) {
  return {
    addon_id: addon.id,
    name: addon.name,
    plan: addon.plan,
    'waiting?': true,
    info: [entry('Plan', addon.plan), entry('Status', 'Preparing')],
  }
}

function common(addon: Addon, database: PostgresDatabase, bytes: number) {
  return {
    addon_id: addon.id,
    name: addon.name,
    created_at: addon.createdAt.toISOString().replace('Z', '+00:00'),
    database_user: database.user,
    database_name: database.database,
    resource_url: databaseUrl(database),
    'waiting?': false,
    num_bytes: bytes,
  }
}

function entry(name: string, value: number | string) {
  return {name, values: [value]}
}

function size(bytes: number): string {
  const unit =
    ['bytes', 'KB', 'MB', 'GB'][Math.min(3, Math.floor(Math.log(bytes) / Math.log(1024)))] ?? 'bytes'
  const value = bytes / 1024 ** ['bytes', 'KB', 'MB', 'GB'].indexOf(unit)
  return `${Number(value.toFixed(1))} ${unit}`
}

function share(bytes: number, limit: number): string {
  const verdict = bytes > limit ? 'Out of compliance' : 'In compliance'
  return `${((100 * bytes) / limit).toFixed(2)}%) (${verdict}`
}

async function measure(adminUrl: string, {database}: PostgresDatabase): Promise<Measures> {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  const {rows} = await asAdmin(url.href, client =>
    client.query<{bytes: string; tables: number; connections: number; version: string}>(
      `SELECT pg_database_size(current_database()) AS bytes,
              (SELECT count(*)::int FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS tables,
              (SELECT count(*)::int - 1 FROM pg_stat_activity WHERE datname = current_database()) AS connections,
              split_part(current_setting('server_version'), ' ', 1) AS version`,
    ),
  )
  const [row] = rows
  if (!row) throw new Error('Postgres answered without a row.')
  return {...row, bytes: Number(row.bytes)}
}
