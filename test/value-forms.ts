import {Buffer} from 'node:buffer'

/** How a column's values are written as text by each of the servers; `x` stands for the column. */
export interface Form {
  mysql: string
  postgres: string
  /** Where both texts have to be understood before they can be equal. */
  read?: (text: string) => unknown
  /** The same for one of them. */
  readMysql?: (text: string) => unknown
}

interface Rule extends Form {
  mysqlType: RegExp
  postgresType?: RegExp
}

const MICROSECONDS = 'IF(x < 0, -1, 1) * (FLOOR(ABS(TIME_TO_SEC(x))) * 1000000 + MICROSECOND(x))'

/**
 * The first that fits both types. None of it is taken from the plugin: only MySQL's own types and the README's promises.
 * MySQL's types are spelled as in information_schema, with `json` for MariaDB's; Postgres' as format_type() does.
 */
const RULES: Rule[] = [
  {mysqlType: /./, postgresType: /^boolean$/, mysql: 'x + 0', postgres: 'x::int::text'},
  {
    mysqlType: /^(tinyint|smallint|mediumint|int|bigint|year)/,
    mysql: 'CAST(x + 0 AS CHAR)',
    postgres: 'x::text',
  },
  {mysqlType: /^decimal/, mysql: 'CAST(x AS CHAR)', postgres: 'x::text', read: withoutLeadingZeros},
  {
    mysqlType: /^float/,
    mysql: 'CAST(x AS DOUBLE)',
    postgres: 'x::text',
    read: text => Math.fround(Number(text)),
  },
  {mysqlType: /^double/, mysql: 'x', postgres: 'x::text', read: Number},
  {mysqlType: /^bit/, mysql: 'BIN(x + 0)', postgres: 'x::text', read: withoutLeadingZeros},
  {mysqlType: /^date$/, mysql: 'CAST(x AS CHAR)', postgres: "to_char(x, 'YYYY-MM-DD')", readMysql: realDate},
  {
    mysqlType: /^(datetime|timestamp)/,
    mysql: 'CAST(x AS CHAR)',
    postgres: "to_char(x, 'YYYY-MM-DD HH24:MI:SS.US')",
    readMysql: text =>
      realDate(`${text}${text.includes('.') ? '' : '.'}`.padEnd('0000-00-00 00:00:00.000000'.length, '0')),
  },
  {
    mysqlType: /^time\b/,
    mysql: `CAST(${MICROSECONDS} AS CHAR)`,
    postgres: '(extract(epoch FROM x) * 1000000)::bigint::text',
    read: withoutLeadingZeros,
  },
  {mysqlType: /^\w*(binary|blob)/, mysql: 'HEX(x)', postgres: "upper(encode(x, 'hex'))"},
  {mysqlType: /^enum\((|.*,)''/, mysql: 'CAST(x AS CHAR)', postgres: 'x::text'},
  {mysqlType: /^enum/, mysql: 'IF(x + 0 = 0, NULL, CAST(x AS CHAR))', postgres: 'x::text'},
  {mysqlType: /^set/, mysql: 'CAST(x AS CHAR)', postgres: "array_to_string(x, ',')"},
  {
    mysqlType: /^json$/,
    mysql: 'CAST(x AS CHAR)',
    postgres: 'x::text',
    read: text => sorted(JSON.parse(text)),
  },
  {mysqlType: /^(uuid|inet4)$/, mysql: 'CAST(x AS CHAR)', postgres: 'x::text', read: withoutMask},
  {mysqlType: /^inet6$/, mysql: 'CAST(x AS CHAR)', postgres: 'x::text', read: address6},
  {
    mysqlType: /^vector/,
    mysql: 'HEX(x)',
    postgres: "array_to_string(x, ' ')",
    read: floats =>
      (/^[\dA-F]*$/.test(floats) && floats.length % 8 === 0 ? floatsOfHex(floats) : floats)
        .split(' ')
        .map(Number)
        .map(Math.fround),
  },
  {
    mysqlType: /^(point|geometry)$/,
    postgresType: /^point$/,
    mysql: 'HEX(x)',
    postgres: "x[0]::text || ' ' || x[1]::text",
    readMysql: pointOfHex,
  },
  {
    mysqlType: /^(geom|point|linestring|polygon|multi)/,
    mysql: 'HEX(x)',
    postgres: "upper(encode(x, 'hex'))",
    readMysql: ewkbOfHex,
  },
  // A NUL byte cannot be in Postgres' text.
  {
    mysqlType: /./,
    mysql: 'CONVERT(x USING utf8mb4)',
    postgres: 'x::text',
    read: text => text.replaceAll('\0', ''),
  },
]

/** How values of a MySQL column that became a Postgres type are compared. */
export function formOf(mysqlType: string, postgresType: string): Form {
  const form = RULES.find(
    rule => rule.mysqlType.test(mysqlType) && (rule.postgresType?.test(postgresType) ?? true),
  )
  if (!form) throw new Error(`no form for ${mysqlType}`)
  return form
}

/** A form's SQL for a column or an expression that is quoted already. */
export function writtenAs(sql: string, quoted: string): string {
  return sql.replaceAll(/\bx\b/g, () => quoted)
}

function withoutLeadingZeros(digits: string): string {
  return digits.replace(/^(-?)0+(?=\d)/, '$1').replace(/\.0+$/, match => match)
}

function withoutMask(address: string): string {
  return address.replace(/\/\d+$/, '')
}

/** The shortest form, as browsers write it. */
function address6(address: string): string {
  return new URL(`http://[${withoutMask(address)}]/`).hostname
}

/** Null for days that no calendar has: zeros, the 31st of June. */
function realDate(text: string): string | null {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? text : null
}

function floatsOfHex(hex: string): string {
  const bytes = Buffer.from(hex, 'hex')
  return Array.from({length: bytes.length / 4}, (_, at) => String(bytes.readFloatLE(at * 4))).join(' ')
}

/** MySQL keeps a geometry as its SRID in four bytes and WKB: byte order, type, numbers. */
function pointOfHex(hex: string): string {
  const bytes = Buffer.from(hex, 'hex')
  return `${bytes.readDoubleLE(9)} ${bytes.readDoubleLE(17)}`
}

/** EWKB names the SRID behind a type that has this bit. */
const HAS_SRID = 0x20_00_00_00

function ewkbOfHex(hex: string): string {
  const bytes = Buffer.from(hex, 'hex')
  if (bytes.readUInt32LE(0) === 0) return hex.slice(8)
  const type = Buffer.alloc(4)
  type.writeUInt32LE((bytes.readUInt32LE(5) | HAS_SRID) >>> 0)
  return Buffer.concat([bytes.subarray(4, 5), type, bytes.subarray(0, 4), bytes.subarray(9)])
    .toString('hex')
    .toUpperCase()
}

/** An object's keys in one order: jsonb has its own. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => sorted(item))
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
