import type {MysqlTable} from '../../core/mysql-schema.js'

/** In bytes. Several copies of a row are held while it is converted. */
const WIDE_ROW = 4 << 20

/** Whether the rows of a table with this many rows are so wide that only one reader may read some of them at a time. */
export function hasWideRows({dataBytes}: MysqlTable, rows: number): boolean {
  return dataBytes > rows * WIDE_ROW
}
