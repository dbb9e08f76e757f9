import type {SessionDefaults} from '../../core/session-defaults.js'
import type {SourceConnection} from '../connect.js'

/** Reads what the server has set for the sessions of the app; our own are set up otherwise. */
export async function readSessionDefaults({
  query,
}: Pick<SourceConnection, 'query'>): Promise<SessionDefaults> {
  const [row] = await query<Settings>(
    `SELECT @@global.default_week_format AS week, @@global.div_precision_increment AS decimals,
      @@global.lc_time_names AS names, @@global.time_zone AS zone, @@global.system_time_zone AS systemZone`,
    'read the settings of the server',
  )
  const {week, decimals, names, zone, systemZone} = row!
  return {
    weekMode: Number(week),
    quotientDecimals: Number(decimals),
    timeNames: names,
    zone:
      zone.toUpperCase() === 'SYSTEM' ? zoneName(systemZone, `SYSTEM (${systemZone})`) : zoneName(zone, zone),
  }
}

interface Settings {
  week: number
  decimals: number
  names: string
  zone: string
  systemZone: string
}

/** The system's `GMT` may be London's winter. */
function zoneName(zone: string, shown: string): string {
  return /^(?:UTC|ETC\/UTC|[+-]00:00)$/i.test(zone) ? 'UTC' : shown
}
