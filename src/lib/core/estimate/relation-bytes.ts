import {aligned} from './stored-type.js'

export const PAGE = 8192
/** The room in a page for rows, without the page's header. */
const PAGE_ROOM = PAGE - 24
/** A row's entry in the list at the beginning of its page. */
const ITEM = 4
/** The free space map, which every table of more than one page has. */
const FREE_SPACE_MAP = 3 * PAGE

/** Bytes of a table with `rows` rows, its free space map included; `sample` holds the bytes of some rows. */
export function heapBytes(sample: readonly number[], rows: number): number {
  if (sample.length === 0 || rows === 0) return 0
  const pages = pagesOf(sample)
  const all = sample.length === rows ? Math.ceil(pages) : Math.ceil((pages / sample.length) * rows)
  return all * PAGE + (all > 1 ? FREE_SPACE_MAP : 0)
}

/** The number of pages when they are filled one after the other; the last one counts as a fraction. */
function pagesOf(rows: readonly number[]): number {
  let pages = 0
  let used = 0
  for (const row of rows) {
    const bytes = aligned(row, 8) + ITEM
    if (used + bytes > PAGE_ROOM) {
      pages++
      used = 0
    }

    used += bytes
  }

  return pages + used / PAGE_ROOM
}

/** The entries of a btree index. */
export interface BtreeEntries {
  rows: number
  /** How many rows have only NULLs in the index. */
  nullRows: number
  /** Average bytes of the values of the other rows. */
  bytes: number
  /** How many of the other rows have equal values, on average. */
  rowsPerEntry: number
  /** Whether rows with equal values share an entry, which lists them. */
  isShared: boolean
}

/** The room in an index page for entries, without its header and its links to its neighbours. */
const INDEX_ROOM = PAGE_ROOM - 16
/** A new index leaves a tenth of each leaf page free, and three tenths of the pages above. */
const LEAF_ROOM = INDEX_ROOM - PAGE * 0.1
const INNER_ROOM = INDEX_ROOM - PAGE * 0.3
/** The header of an entry, without and with a bitmap of its NULLs; a row's entry in a list of rows; the longest such list. */
const ENTRY_HEADER = 8
const NULL_ENTRY = 16
const ROW_PLACE = 6
const LONGEST_LIST = 812

/** Bytes of a btree index that is built after the rows. */
export function btreeBytes({rows, nullRows, bytes, rowsPerEntry, isShared}: BtreeEntries): number {
  if (rows === 0) return PAGE
  const entry = aligned(ENTRY_HEADER + bytes, 8)
  const sharedBy = (count: number): number => (isShared ? Math.max(1, count) : 1)
  const leaf =
    (rows - nullRows) * leafBytes(entry, sharedBy(rowsPerEntry)) +
    nullRows * leafBytes(NULL_ENTRY, sharedBy(nullRows))
  let pages = 0
  for (let level = Math.ceil(leaf / LEAF_ROOM); ; level = Math.ceil((level * (entry + ITEM)) / INNER_ROOM)) {
    pages += level
    if (level <= 1) break
  }

  // One more page says where the root is.
  return (pages + 1) * PAGE
}

/** Bytes that a row takes in the leaf pages. */
function leafBytes(entry: number, rowsPerEntry: number): number {
  const listed = (count: number): number => (aligned(entry + count * ROW_PLACE, 8) + ITEM) / count
  // Below two, some entries are for two rows and the others for one.
  if (rowsPerEntry < 2) return (2 - rowsPerEntry) * (entry + ITEM) + (rowsPerEntry - 1) * listed(2)
  return listed(Math.min(rowsPerEntry, Math.max(2, Math.floor((LONGEST_LIST - entry) / ROW_PLACE))))
}

/** Bytes of a hash index: pages of 20 bytes a row, three quarters full. */
export function hashBytes(rows: number): number {
  return (Math.ceil((rows * 20) / (INDEX_ROOM * 0.75)) + 3) * PAGE
}

/** Bytes of a GiST index over points: a box and a header for each row, in pages that are three quarters full. */
export function gistBytes(rows: number): number {
  return Math.max(1, Math.ceil((rows * 44) / (INDEX_ROOM * 0.75))) * PAGE
}
