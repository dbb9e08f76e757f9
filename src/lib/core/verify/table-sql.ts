import {quoteQualified} from '../quote.js'
import type {ComparedTable} from './compared-table.js'
import {mysqlHashes, postgresHashes, type HashSql} from './hash-sql.js'
import type {ValueForm} from './value-form.js'
import {textBytes} from '../text-bytes.js'

/** The queries that one server is asked about rows of a table during a comparison. All numbers come as decimal text. */
export interface TableSql {
  /** One row: `n`, how many rows there are, and `s`, the sum of their hashes, which are others than below. */
  totals: string
  /** Count and sum for each bucket of rows, `b`. A row is in the bucket of its key, with equal keys on both servers. */
  buckets: string
  /** The hashes of rows in these buckets: `k` of the key, `h` of the row. */
  hashes: (buckets: readonly number[]) => string
  /** Rows with these hashes of keys: `k`, `h`, and for the column at each position digest `d0` and beginning `v0`. */
  values: (keys: readonly string[]) => string
  /** Whole values of the columns at some positions, as their types are read again: `k`, `h`, `r0`. */
  whole: (keys: readonly string[], positions: readonly number[]) => string
}

const BUCKETS = 1024
/** At most this many bytes of a value are shown. */
const SHOWN_BYTES = 400

/** The table's name as a statement has it, and which of its rows. */
export interface RowsSql {
  from: string
  where: string
}

/** What differs between the servers' SQL. */
interface Dialect {
  rows: RowsSql
  hashes: HashSql
  asText: (number: string) => string
  digest: (form: ValueForm) => string
  shown: (form: ValueForm) => string
  whole: (form: ValueForm) => string
}

export function mysqlTableSql(table: ComparedTable, rows: RowsSql): TableSql {
  return tableSql(table, {
    rows,
    hashes: mysqlHashes(table),
    asText: number => `CAST(${number} AS CHAR)`,
    digest: ({mysql}) => `SHA2(${mysql}, 256)`,
    shown: ({mysql, show}) => `CAST(LEFT(${show?.mysql ?? mysql}, ${SHOWN_BYTES}) AS BINARY)`,
    whole: ({mysql, recheck}) => textBytes(recheck?.mysql ?? mysql),
  })
}

export function postgresTableSql(table: ComparedTable, where: string): TableSql {
  return tableSql(table, {
    rows: {from: quoteQualified(table.target), where},
    hashes: postgresHashes(table),
    asText: number => `(${number})::text`,
    digest: form => `encode(sha256(${comparedBytes(form)}), 'hex')`,
    shown: ({postgres, show}) =>
      `substr(convert_to((${show?.postgres ?? postgres})::text, 'UTF8'), 1, ${SHOWN_BYTES})`,
    whole: ({postgres, recheck}) => `convert_to((${recheck?.postgres ?? postgres})::text, 'UTF8')`,
  })
}

function comparedBytes({kind, postgres}: ValueForm): string {
  return kind === 'bytes' ? postgres : `convert_to((${postgres})::text, 'UTF8')`
}

function tableSql({columns}: ComparedTable, {rows, hashes, asText, ...dialect}: Dialect): TableSql {
  const from = `FROM ${rows.from} WHERE (${rows.where})`
  const sums = (hash: string): string => `${asText('COUNT(*)')} AS n, ${asText(`SUM(${hash})`)} AS s`
  const bucket = `${hashes.key} % ${BUCKETS}`
  const rowOf = `${asText(hashes.key)} AS k, ${asText(hashes.row)} AS h`
  const select = (values: string[], keys: readonly string[]): string =>
    `SELECT ${[rowOf, ...values].join(', ')} ${from} AND ${hashes.key} IN (${keys.join(', ')})`
  return {
    totals: `SELECT ${sums(hashes.quick)} ${from}`,
    buckets: `SELECT ${asText(bucket)} AS b, ${sums(hashes.row)} ${from} GROUP BY ${bucket}`,
    hashes: buckets => `SELECT ${rowOf} ${from} AND ${bucket} IN (${buckets.join(', ')})`,
    values: keys =>
      select(
        columns.flatMap(({form}, at) => [
          `${dialect.digest(form)} AS d${at}`,
          `${dialect.shown(form)} AS v${at}`,
        ]),
        keys,
      ),
    whole: (keys, positions) =>
      select(
        positions.map(at => `${dialect.whole(columns[at]!.form)} AS r${at}`),
        keys,
      ),
  }
}
