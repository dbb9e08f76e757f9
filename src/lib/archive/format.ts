/**
 * The numbers of pg_dump's custom archive format, version 1.14: read by every pg_restore since PostgreSQL 12.
 * They are defined in PostgreSQL's `src/bin/pg_dump/`: the header and the table of contents in
 * `pg_backup_archiver.h` and `pg_backup_archiver.c` (`WriteHead`, `WriteToc`), data blocks in `pg_backup_custom.c`.
 */
export const MAGIC = 'PGDMP'

export const VERSION = {major: 1, minor: 14, revision: 0} as const

/** Bytes of an integer's magnitude and of a file offset. */
export const INTEGER_SIZE = 4
export const OFFSET_SIZE = 8

/** `archCustom` */
export const FORMAT_CUSTOM = 1

/** `Z_DEFAULT_COMPRESSION`: the reader only asks whether it is 0, the streams themselves say the rest. */
export const COMPRESSION_ZLIB = -1

/** `BLK_DATA`: begins the rows of one entry. */
export const BLOCK_DATA = 1

/** `K_OFFSET_...`: what the table of contents knows of where an entry's data begins. */
export const OFFSET_NOT_SET = 1
export const OFFSET_SET = 2
export const OFFSET_NO_DATA = 3

/** `teSection` */
export const SECTION = {none: 1, 'pre-data': 2, data: 3, 'post-data': 4} as const

/** Closes an entry's COPY text as `dumpTableData_copy` does, so that the script of `pg_restore --file` is closed, too. */
export const END_OF_ROWS = '\\.\n\n\n'
