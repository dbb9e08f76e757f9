import type {PostgresIndex, PostgresTable} from '../postgres-schema.js'

/** The columns and expressions of a btree, as far as its size depends on them. */
export interface IndexKey {
  elements: KeyElement[]
  unique: boolean
}

export interface KeyElement {
  /** Undefined for an expression whose column is not known. */
  column?: string
  /** Only this many characters of the column. */
  length?: number
  /** The constant length of the expression's value in bytes. */
  bytes?: number
}

/** All btrees of a table: its keys, and those of its indexes that are btrees. */
export function btreeKeys({primaryKey, uniqueKeys, indexes}: PostgresTable): IndexKey[] {
  const keys = [...(primaryKey ? [primaryKey] : []), ...uniqueKeys]
  return [
    ...keys.map(({columns}) => ({elements: columns.map(column => ({column})), unique: true})),
    ...indexes
      .filter(({method}) => method === 'btree')
      .map(({elements, unique}) => ({elements: elements.map(sql => keyElement(sql)), unique})),
  ]
}

/** The columns that a full text index searches. */
export function searchedColumns({elements}: PostgresIndex): string[] {
  return elements.flatMap(sql => [...sql.matchAll(NAMES)].map(([, name]) => unquote(name!)))
}

const NAMES = /"((?:[^"]|"")*)"/g
const FORM =
  /^(?:(?<name>"(?:[^"]|"")*")|(?:left|substr|lower)\((?<inside>"(?:[^"]|"")*")(?:, (?:1, )?(?<length>\d+))?\))(?: DESC)?$/
/** The value of an unknown expression is assumed to be about as long as a short word. */
const UNKNOWN_BYTES = 12
/** The hexadecimal digits of `md5()`. */
const MD5_BYTES = 32

/** The forms in which the conversion writes an index's elements. */
function keyElement(sql: string): KeyElement {
  const {name, inside, length} = FORM.exec(sql)?.groups ?? {}
  const column = name ?? inside
  if (column === undefined) return {bytes: sql.startsWith('md5(') ? MD5_BYTES : UNKNOWN_BYTES}
  return {column: unquote(column.slice(1, -1)), ...(length === undefined ? {} : {length: Number(length)})}
}

function unquote(name: string): string {
  return name.replaceAll('""', '"')
}
