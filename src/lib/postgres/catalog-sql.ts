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

/** Tables with everything that belongs to them. Arrays are sorted by name, columns by position. */
export const TABLES = `
  SELECT
    c.relname AS name,
    (
      SELECT sum(pg_catalog.pg_total_relation_size(part.relid))
      FROM (SELECT c.oid AS relid UNION SELECT relid FROM pg_catalog.pg_partition_tree(c.oid)) part
    ) AS bytes,
    ARRAY(
      SELECT attname::text FROM pg_catalog.pg_attribute
      WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum
    ) AS columns,
    (
      SELECT coalesce(json_object_agg(a.attname, json_build_object(
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull, 'hasDefault', a.atthasdef,
        'generated', a.attgenerated <> '', 'comment', coalesce(pg_catalog.col_description(c.oid, a.attnum), '')
      )), '{}')
      FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    ) AS details,
    coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '') AS comment,
    (
      SELECT coalesce(json_object_agg(a.attname, l.collname), '{}')
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT l.collisdeterministic
    ) AS collations,
    ARRAY(
      SELECT a.attname::text FROM pg_catalog.pg_index i
      CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS part(attnum, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.attnum
      WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisvalid ORDER BY part.place
    ) AS "primaryKey",
    ${constraintNames('u')} AS "uniqueKeys",
    ${constraintNames('f')} AS "foreignKeys",
    ARRAY(
      SELECT k.conname::text FROM pg_catalog.pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT k.convalidated ORDER BY 1
    ) AS "notValidForeignKeys",
    ${constraintNames('c')} AS checks,
    (
      SELECT coalesce(json_agg(json_build_object(
        'name', k.conname, 'definition', pg_catalog.pg_get_constraintdef(k.oid)
      ) ORDER BY k.conname), '[]')
      FROM pg_catalog.pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'c' AND NOT k.convalidated
    ) AS "notValidChecks",
    ARRAY(
      SELECT x.relname::text FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      WHERE i.indrelid = c.oid AND i.indisvalid
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
      ORDER BY 1
    ) AS indexes,
    ARRAY(
      SELECT t.tgname::text FROM pg_catalog.pg_trigger t
      WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') ORDER BY 1
    ) AS triggers,
    ARRAY(
      SELECT p.relname::text FROM pg_catalog.pg_partition_tree(c.oid) part
      JOIN pg_catalog.pg_class p ON p.oid = part.relid WHERE p.oid <> c.oid ORDER BY 1
    ) AS partitions,
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

/** Views, materialized ones included. */
export const VIEWS = `SELECT c.relname AS name FROM pg_catalog.pg_class c WHERE ${isOurs("'v', 'm'")} ORDER BY 1`

/** Sequences that no column owns. */
export const FREE_SEQUENCES = `
  SELECT c.relname AS name, q.seqincrement::text AS increment
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_sequence q ON q.seqrelid = c.oid
  WHERE ${isOurs("'S'")} AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('i', 'a') AND d.refobjsubid > 0
  )
  ORDER BY 1`
