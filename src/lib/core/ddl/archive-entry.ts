/**
 * One entry of a pg_dump archive's table of contents, without bytes and offsets yet.
 * Field meanings: PostgreSQL's `src/bin/pg_dump/pg_backup_archiver.c`, function `WriteToc`.
 */
export interface ArchiveEntry {
  /** Position from 1; entries are in the order in which pg_restore runs them. */
  id: number
  desc: ArchiveEntryKind
  section: 'data' | 'none' | 'post-data' | 'pre-data'
  /** The object's name, unquoted; for children of a table `table name`, as pg_dump writes it. */
  tag: string
  /** `public` for everything that lives in a schema. */
  namespace: string | null
  /** SQL that creates the object, with its closing `;\n`. Empty for TABLE DATA. */
  create: string
  /** SQL that drops it, empty if there is none. */
  drop: string
  /** Only TABLE DATA: `COPY public.t (a, b) FROM stdin;\n`. */
  copy: string | null
  /** Only TABLE: whether it has storage and so an access method. */
  isTable: boolean
  dependsOn: number[]
  /** Only TABLE DATA: name of the Postgres table whose rows belong here. */
  dataOf: string | null
}

export type ArchiveEntryKind =
  | 'CHECK CONSTRAINT'
  | 'COLLATION'
  | 'COMMENT'
  | 'CONSTRAINT'
  | 'ENCODING'
  | 'FK CONSTRAINT'
  | 'FUNCTION'
  | 'INDEX'
  | 'SEARCHPATH'
  | 'SEQUENCE'
  | 'SEQUENCE SET'
  | 'STDSTRINGS'
  | 'TABLE'
  | 'TABLE DATA'
  | 'TRIGGER'
  | 'TYPE'
  | 'VIEW'
