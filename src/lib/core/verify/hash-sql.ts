import type {ComparedColumn, ComparedTable} from './compared-table.js'
import type {ValueForm} from './value-form.js'

/** The hashes of a table's rows and of their keys, as expressions of one server. Each is a whole number below 2^60. */
export interface HashSql {
  row: string
  key: string
  /** The cheapest hash of a row; in MySQL it may be NULL for a large row, or for one with values that were not planned. */
  quick: string
}

/** Stands for a hash that MySQL cannot compute, that of a row larger than `max_allowed_packet`; no row in Postgres has it. */
const NO_HASH = '2305843009213693951'
/** Values over this many bytes are hashed on their own before they are concatenated with others. */
const INLINE_BYTES = 65_536

export function mysqlHashes(table: ComparedTable): HashSql {
  const {row, key} = hashes(
    table,
    columns => `IFNULL(${mysqlNumber(columns.map(({form}) => mysqlPiece(form)))}, ${NO_HASH})`,
  )
  return {row, key, quick: mysqlNumber(table.columns.map(column => quickMysqlPiece(column)))}
}

export function postgresHashes(table: ComparedTable): HashSql {
  const {row, key} = hashes(table, columns => postgresNumber(columns.map(({form}) => postgresPiece(form))))
  return {row, key, quick: postgresNumber(table.columns.map(({form}) => quickPostgresPiece(form)))}
}

/** The first 15 hexadecimal digits of the hash of all pieces. */
function mysqlNumber(pieces: string[]): string {
  const row = `CONCAT(${pieces.join(", '|', ") || "''"})`
  return `CAST(CONV(LEFT(SHA2(${row}, 256), 15), 16, 10) AS UNSIGNED)`
}

function postgresNumber(pieces: string[]): string {
  return `('x' || left(${postgresDigest(`convert_to(${concatenation(pieces)}, 'UTF8')`)}, 15))::bit(60)::bigint`
}

/** Without a key, a row is identified by all its values that have only one form. */
function hashes(
  {columns, key}: ComparedTable,
  hash: (columns: ComparedColumn[]) => string,
): Pick<HashSql, 'key' | 'row'> {
  const known = columns.filter(({form}) => form.recheck === undefined)
  return {row: hash(columns), key: hash(key.length === 0 ? known : key.map(at => columns[at]!))}
}

/** A function of Postgres takes 100 arguments; a piece has up to three. */
const PIECES = 25

function concatenation(pieces: string[]): string {
  const groups = Array.from({length: Math.ceil(pieces.length / PIECES)}, (_, group) =>
    pieces.slice(group * PIECES, (group + 1) * PIECES),
  ).map(group => `concat(${group.join(", '|', ")})`)
  if (groups.length <= 1) return groups[0] ?? "''"
  return `concat_ws('|', ${groups.join(', ')})`
}

/** Each text is preceded by its length, so that no two rows concatenate to the same text; NULL has none. All other forms are never empty. */
function mysqlPiece({kind, mysql}: ValueForm): string {
  if (kind === 'free') return `IFNULL(LENGTH(${mysql}), ''), ':', IFNULL(${mysql}, '')`
  return `IFNULL(${kind === 'plain' ? mysql : `SHA2(${mysql}, 256)`}, '')`
}

/** `concat` ignores NULL. */
function postgresPiece({kind, postgres}: ValueForm): string {
  if (kind === 'free') return `octet_length(${postgres}), ':', ${postgres}`
  if (kind === 'plain') return postgres
  return postgresDigest(kind === 'bytes' ? postgres : `convert_to(${postgres}, 'UTF8')`)
}

/** The same with as little work as possible: NOT NULL columns are not checked for NULL, and short values are not hashed on their own. */
function quickMysqlPiece({form, required}: ComparedColumn): string {
  const {kind, mysql, size} = form
  const known = (value: string): string => (required ? value : `IFNULL(${value}, '')`)
  const bytes = size?.mysql ?? `LENGTH(${mysql})`
  const short = `IF(${bytes} > ${INLINE_BYTES}, SHA2(${mysql}, 256), ${mysql})`
  if (kind === 'bytes') return known(`SHA2(${mysql}, 256)`)
  if (kind === 'plain') return known(mysql)
  return kind === 'json' ? known(short) : `${known(bytes)}, ':', ${known(kind === 'long' ? short : mysql)}`
}

function quickPostgresPiece(form: ValueForm): string {
  const {kind, postgres, size} = form
  if (kind === 'bytes' || kind === 'plain') return postgresPiece(form)
  const bytes = size?.postgres ?? `octet_length(${postgres})`
  const digest = postgresDigest(`convert_to(${postgres}, 'UTF8')`)
  const short = `CASE WHEN ${bytes} > ${INLINE_BYTES} THEN ${digest} ELSE ${postgres} END`
  return kind === 'json' ? short : `${bytes}, ':', ${kind === 'long' ? short : postgres}`
}

function postgresDigest(bytes: string): string {
  return `encode(sha256(${bytes}), 'hex')`
}
