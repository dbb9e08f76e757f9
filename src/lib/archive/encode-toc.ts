import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import {ByteWriter} from './byte-writer.js'
import {
  COMPRESSION_ZLIB,
  FORMAT_CUSTOM,
  INTEGER_SIZE,
  MAGIC,
  OFFSET_NO_DATA,
  OFFSET_NOT_SET,
  OFFSET_SET,
  OFFSET_SIZE,
  SECTION,
  VERSION,
} from './format.js'

/** What comes before the rows of an archive. */
export interface ArchiveHead {
  entries: readonly ArchiveEntry[]
  /** The database that the rows come from, as `pg_restore --list` shows it. */
  database: string
  createdAt: Date
}

/** Where each entry's data block begins, in bytes from the archive's start, by entry id. */
export type DataOffsets = ReadonlyMap<number, number>

/** Shown by `pg_restore --list`. The number is the PostgreSQL release of this format; no such server or pg_dump is involved. */
const WRITTEN_BY = '12.0 (heroku-pg-migrate-mysql)'

/**
 * Encodes the header and table of contents of an archive. The size does not depend on `offsets`, so it can be written
 * without them first and with them after the data; a serial restore needs none.
 */
export function encodeToc(head: ArchiveHead, offsets: DataOffsets = new Map()): Buffer {
  const out = new ByteWriter()
  writeHeader(out, head)
  out.integer(head.entries.length)
  for (const entry of head.entries) writeEntry(out, entry, offsets)
  return out.toBuffer()
}

function writeHeader(out: ByteWriter, {createdAt, database}: ArchiveHead): void {
  out.ascii(MAGIC).byte(VERSION.major).byte(VERSION.minor).byte(VERSION.revision)
  out.byte(INTEGER_SIZE).byte(OFFSET_SIZE).byte(FORMAT_CUSTOM).integer(COMPRESSION_ZLIB)
  writeTime(out, createdAt)
  out.string(database).string(WRITTEN_BY).string(WRITTEN_BY)
}

/** C's `struct tm` without its derived fields, in UTC: an archive is read on a different machine from the one that wrote it. */
function writeTime(out: ByteWriter, time: Date): void {
  const noDaylightSaving = 0
  out.integer(time.getUTCSeconds()).integer(time.getUTCMinutes()).integer(time.getUTCHours())
  out
    .integer(time.getUTCDate())
    .integer(time.getUTCMonth())
    .integer(time.getUTCFullYear() - 1900)
  out.integer(noDaylightSaving)
}

function writeEntry(out: ByteWriter, entry: ArchiveEntry, offsets: DataOffsets): void {
  const noOid = '0'
  const noTablespace = ''
  const noOwner = ''
  const withoutOids = 'false'
  const endOfDependencies = null
  out.integer(entry.id).integer(entry.dataOf === null ? 0 : 1)
  out.string(noOid).string(noOid)
  out.string(entry.tag).string(entry.desc).integer(SECTION[entry.section])
  out.string(entry.create).string(entry.drop).string(entry.copy)
  out.string(entry.namespace).string(noTablespace)
  out.string(entry.isTable ? 'heap' : null)
  out.string(noOwner).string(withoutOids)
  for (const id of entry.dependsOn) out.string(String(id))
  out.string(endOfDependencies)
  writeOffset(out, entry, offsets.get(entry.id))
}

function writeOffset(out: ByteWriter, {dataOf}: ArchiveEntry, position: number | undefined): void {
  if (dataOf === null) out.offset(OFFSET_NO_DATA)
  else if (position === undefined) out.offset(OFFSET_NOT_SET)
  else out.offset(OFFSET_SET, position)
}
