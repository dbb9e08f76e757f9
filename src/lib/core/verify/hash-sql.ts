import type {ComparedColumn, ComparedTable} from './compared-table.js'
import type {ValueForm} from './value-form.js'

/** The hashes of a table's rows and of their keys, as expressions of one server. Each is a whole number below 2^60. */
export interface HashSql {
  row: string
  key: string
}

/** Stands for a hash that MySQL cannot compute, of a row larger than `max_allowed_packet`; no row of Postgres has it. */
const NO_HASH = '2305843009213693951'

export function mysqlHashes(table: ComparedTable): HashSql {
  return hashes(table, columns => {
    const row = `CONCAT(${columns.map(({form}) => mysqlPiece(form)).join(", '|', ") || "''"})`
    return `IFNULL(CAST(CONV(LEFT(SHA2(${row}, 256), 15), 16, 10) AS UNSIGNED), ${NO_HASH})`
  })
}

export function postgresHashes(table: ComparedTable): HashSql {
  return hashes(table, columns => {
    const row = concatenation(columns.map(({form}) => postgresPiece(form)))
    return `('x' || left(${postgresDigest(`convert_to(${row}, 'UTF8')`)}, 15))::bit(60)::bigint`
  })
}

/** MySQL expression: what stands for the value in its row, NULL for NULL. */
function mysqlValue({kind, mysql}: ValueForm): string {
  return kind === 'bytes' || kind === 'long' ? `SHA2(${mysql}, 256)` : mysql
}

/** The same in Postgres. */
export function postgresValue({kind, postgres}: ValueForm): string {
  if (kind === 'bytes') return postgresDigest(postgres)
  return kind === 'long' ? postgresDigest(`convert_to(${postgres}, 'UTF8')`) : postgres
}

/** Without a key, rows are told apart by all values that have one form only. */
function hashes({columns, key}: ComparedTable, hash: (columns: ComparedColumn[]) => string): HashSql {
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

/** Before a text stands its length, so that no two rows read the same; NULL has none. Everything else is never empty. */
function mysqlPiece(form: ValueForm): string {
  const value = mysqlValue(form)
  return form.kind === 'free'
    ? `IFNULL(LENGTH(${value}), ''), ':', IFNULL(${value}, '')`
    : `IFNULL(${value}, '')`
}

/** `concat` takes NULL for nothing. */
function postgresPiece(form: ValueForm): string {
  const value = postgresValue(form)
  return form.kind === 'free' ? `octet_length(${value}), ':', ${value}` : value
}

function postgresDigest(bytes: string): string {
  return `encode(sha256(${bytes}), 'hex')`
}
