import type pg from 'pg'
import type {DatabaseFacts, SequenceFacts, TableFacts} from '../core/database-facts.js'
import {quoteIdentifier, quoteQualified} from '../core/quote.js'
import {queryError} from './translate-error.js'

/**
 * What stands in schema `public`, without what extensions brought along. Rows are counted, so this reads every table.
 * @throws MigrationError `target-connection-lost`, `target-query-failed`
 */
export async function readFacts(client: pg.Client): Promise<DatabaseFacts> {
  try {
    const {rows: tables} = await client.query<CatalogTable>(TABLES)
    const {rows: views} = await client.query<{name: string}>(VIEWS)
    const facts: TableFacts[] = []
    for (const table of tables) facts.push(await readTable(client, table))
    return {tables: facts, views: views.map(({name}) => name)}
  } catch (error) {
    throw queryError(error, 'read what is in Postgres')
  }
}

type CatalogTable = Omit<TableFacts, 'bytes' | 'rows' | 'sequences'> & {
  bytes: string
  sequences: Array<{column: string; sequence: string; increment: string}>
}

async function readTable(client: pg.Client, table: CatalogTable): Promise<TableFacts> {
  const {rows: counted} = await client.query<{rows: string}>(
    `SELECT count(*) AS rows FROM ${quoteQualified(table.name)}`,
  )
  const sequences: SequenceFacts[] = []
  for (const owned of table.sequences) sequences.push(await readSequence(client, table.name, owned))
  return {
    ...table,
    rows: Number(counted[0]?.rows),
    bytes: Number(table.bytes),
    primaryKey: table.primaryKey?.length ? table.primaryKey : null,
    sequences,
  }
}

/** Asks numeric for the next value: after bigint's largest there is none in bigint. */
async function readSequence(
  client: pg.Client,
  table: string,
  {column, increment, sequence}: CatalogTable['sequences'][number],
): Promise<SequenceFacts> {
  const next = `(last_value + CASE WHEN is_called THEN ${increment}::numeric ELSE 0 END)::text`
  const max = `(SELECT max(${quoteIdentifier(column)})::text FROM ${quoteQualified(table)})`
  const {rows} = await client.query<{next: string; max: string | null}>(
    `SELECT ${next} AS next, ${max} AS max FROM ${quoteQualified(sequence)}`,
  )
  return {column, next: rows[0]!.next, max: rows[0]!.max}
}

/** A condition on pg_class `c`. */
function isOurs(kinds: string): string {
  return `
  c.relnamespace = 'public'::regnamespace AND c.relkind IN (${kinds}) AND NOT c.relispartition
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
  )`
}

/** An index behind a unique key may be invalid, and then enforces nothing. */
function constraintNames(kind: 'c' | 'f' | 'u'): string {
  return `ARRAY(
    SELECT k.conname::text FROM pg_catalog.pg_constraint k
    LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
    WHERE k.conrelid = c.oid AND k.contype = '${kind}' AND (k.contype <> 'u' OR i.indisvalid)
    ORDER BY 1
  )`
}

/** Arrays come in the order of names, columns in their own. */
const TABLES = `
  SELECT
    c.relname AS name,
    pg_catalog.pg_total_relation_size(c.oid) AS bytes,
    ARRAY(
      SELECT attname::text FROM pg_catalog.pg_attribute
      WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum
    ) AS columns,
    ARRAY(
      SELECT a.attname::text FROM pg_catalog.pg_index i
      CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS part(attnum, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.attnum
      WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisvalid ORDER BY part.place
    ) AS "primaryKey",
    ${constraintNames('u')} AS "uniqueKeys",
    ${constraintNames('f')} AS "foreignKeys",
    ${constraintNames('c')} AS checks,
    ARRAY(
      SELECT x.relname::text FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      WHERE i.indrelid = c.oid AND i.indisvalid
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
      ORDER BY 1
    ) AS indexes,
    (
      SELECT coalesce(json_agg(json_build_object(
        'column', a.attname, 'sequence', s.relname, 'increment', q.seqincrement::text
      ) ORDER BY a.attnum), '[]')
      FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.refobjid = c.oid AND d.deptype IN ('i', 'a')
    ) AS sequences
  FROM pg_catalog.pg_class c
  WHERE ${isOurs("'r', 'p'")}
  ORDER BY 1`

const VIEWS = `SELECT c.relname AS name FROM pg_catalog.pg_class c WHERE ${isOurs("'v', 'm'")} ORDER BY 1`
