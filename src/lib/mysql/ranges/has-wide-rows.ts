import type {MysqlTable} from '../../core/mysql-schema.js'

/** In bytes. A row is held several times while it is converted. */
const WIDE_ROW = 4 << 20

/** Whether a table's rows, of which there are so many, are so wide that only one reader may read some at a time. */
export function hasWideRows({dataBytes}: MysqlTable, rows: number): boolean {
  return dataBytes > rows * WIDE_ROW
}
