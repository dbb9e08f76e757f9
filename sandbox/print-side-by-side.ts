import {createConnection} from 'mysql2/promise'
import pg from 'pg'

/** A few rows that are easy to get wrong: emoji, unsigned keys, enums, sets, JSON, bits, floats, zero dates. */
const QUERIES = [
  {
    what: 'members (emoji, binary UUID, enum, zero date, milliseconds, bits)',
    mysql: `SELECT id, first_name, HEX(public_id) AS public_id, status, CAST(born_on AS CHAR) AS born_on,
      CAST(last_seen_at AS CHAR) AS last_seen_at, newsletter + 0 AS newsletter, BIN(reminders) AS reminders
      FROM members ORDER BY id LIMIT 4`,
    postgres: `SELECT id, first_name, upper(encode(public_id, 'hex')) AS public_id, status::text, born_on::text,
      last_seen_at::text, newsletter, reminders::text
      FROM members ORDER BY id LIMIT 4`,
  },
  {
    what: 'plans (decimal, set)',
    mysql: 'SELECT gym_id, title, monthly_price, includes FROM plans ORDER BY gym_id, code LIMIT 3',
    postgres: 'SELECT gym_id, title, monthly_price, includes::text FROM plans ORDER BY gym_id, code LIMIT 3',
  },
  {
    what: 'workouts (float, double, JSON)',
    mysql: `SELECT id, title, calories, distance_m, CAST(samples AS CHAR) AS samples
      FROM workouts WHERE samples IS NOT NULL ORDER BY id LIMIT 3`,
    postgres: `SELECT id, title, calories, distance_m, samples::text
      FROM workouts WHERE samples IS NOT NULL ORDER BY id LIMIT 3`,
  },
]

/** Prints the same rows from MySQL and from Postgres, one above the other. */
export async function printSideBySide(mysqlUrl: string, postgresUrl: string): Promise<void> {
  const mysql = await createConnection({uri: mysqlUrl, charset: 'utf8mb4', dateStrings: true})
  const postgres = new pg.Client({connectionString: postgresUrl})
  await postgres.connect()
  try {
    for (const {what, ...sql} of QUERIES) {
      const [before] = await mysql.query({sql: sql.mysql, rowsAsArray: true})
      const {rows: after} = await postgres.query({text: sql.postgres, rowMode: 'array'})
      console.log(`\n${what}`)
      for (const [index, row] of (before as unknown[][]).entries()) {
        console.log(`  MySQL     ${line(row)}\n  Postgres  ${line(after[index] as unknown[])}`)
      }
    }
  } finally {
    await mysql.end()
    await postgres.end()
  }
}

function line(values: unknown[]): string {
  return values.map(value => (value === null ? 'NULL' : String(value))).join(' | ')
}
