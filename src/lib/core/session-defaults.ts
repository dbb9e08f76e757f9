/** What a server has set for sessions that choose nothing else, of that on which the values of expressions depend. */
export interface SessionDefaults {
  /** The mode of week(): `default_week_format`. */
  weekMode: number
  /** How many decimals a quotient has more than what is divided: `div_precision_increment`. */
  quotientDecimals: number
  /** The language of the names of days and months: `lc_time_names`. */
  timeNames: string
  /** The time zone, `UTC` where it is that by another name. */
  zone: string
}

/** As the server is installed. */
export const INSTALLED_DEFAULTS: SessionDefaults = {
  weekMode: 0,
  quotientDecimals: 4,
  timeNames: 'en_US',
  zone: 'UTC',
}
