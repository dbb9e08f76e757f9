/** A condition on pg_class `c`: in the schema, not a partition, and not part of an extension. */
function isOurs(kinds: string): string {
  return `c.relnamespace = $1::regnamespace AND c.relkind IN (${kinds}) AND NOT c.relispartition AND ${isOwn('pg_class', 'c')}`
}

function isOwn(catalog: string, alias: string): string {
  return `NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid = '${catalog}'::regclass AND d.objid = ${alias}.oid AND d.deptype = 'e'
  )`
}

const COLUMNS = `pg_catalog.pg_class c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`
const IS_TABLE = isOurs("'r', 'p'")

/** Each a SELECT of kind, name and text. */
const PARTS = [
  `SELECT CASE a.attgenerated WHEN '' THEN 'default' ELSE 'generated' END, c.relname || '.' || a.attname,
    pg_catalog.pg_get_expr(d.adbin, d.adrelid)
  FROM ${COLUMNS} JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE ${IS_TABLE}`,
  `SELECT 'identity', c.relname || '.' || a.attname, CASE a.attidentity WHEN 'd' THEN 'BY DEFAULT' ELSE 'ALWAYS' END
  FROM ${COLUMNS} WHERE a.attidentity <> '' AND ${IS_TABLE}`,
  // Which texts are equal in a column is compared elsewhere.
  `SELECT 'collation', c.relname || '.' || a.attname,
    CASE WHEN l.collisdeterministic THEN l.collname ELSE 'not deterministic' END
  FROM ${COLUMNS} JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation WHERE ${IS_TABLE}`,
  `SELECT 'sequence', c.relname, format(
      '%s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s%s', q.seqtypid::regtype, q.seqincrement, q.seqmin, q.seqmax,
      q.seqstart, CASE WHEN q.seqcycle THEN ' CYCLE' END)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_sequence q ON q.seqrelid = c.oid WHERE ${isOurs("'S'")}`,
  // An index that is not valid or not ready is not used and enforces nothing.
  // Indexes behind keys follow from the keys.
  `SELECT 'index', c.relname || '.' || x.relname,
    pg_catalog.pg_get_indexdef(x.oid) || CASE WHEN i.indisvalid AND i.indisready THEN '' ELSE ' (not valid)' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))
    AND ${isOurs("'r', 'p', 'm'")}`,
  `SELECT 'index comment', c.relname || '.' || x.relname, pg_catalog.obj_description(x.oid, 'pg_class')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  WHERE pg_catalog.obj_description(x.oid, 'pg_class') IS NOT NULL AND ${IS_TABLE}`,
  // Whether old rows fulfil a constraint is compared elsewhere. A foreign key works by triggers, which may be disabled.
  `SELECT
    CASE k.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key' WHEN 'p' THEN 'primary key' ELSE 'unique key' END,
    c.relname || '.' || k.conname,
    regexp_replace(pg_catalog.pg_get_constraintdef(k.oid), ' NOT VALID$', '') || CASE WHEN EXISTS (
      SELECT FROM pg_catalog.pg_trigger t WHERE t.tgconstraint = k.oid AND t.tgenabled NOT IN ('O', 'A')
    ) THEN ' (disabled)' ELSE '' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
  WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND ${IS_TABLE}`,
  `SELECT 'trigger', c.relname || '.' || t.tgname,
    pg_catalog.pg_get_triggerdef(t.oid) || CASE WHEN t.tgenabled IN ('O', 'A') THEN '' ELSE ' (disabled)' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal AND ${IS_TABLE}`,
  `SELECT 'view', c.relname, concat_ws(' ', pg_catalog.pg_get_viewdef(c.oid), c.reloptions::text)
  FROM pg_catalog.pg_class c WHERE ${isOurs("'v', 'm'")}`,
  `SELECT 'partition key', c.relname, pg_catalog.pg_get_partkeydef(c.oid)
  FROM pg_catalog.pg_class c WHERE c.relkind = 'p' AND c.relnamespace = $1::regnamespace`,
  `SELECT 'partition', c.relname, pg_catalog.pg_get_expr(c.relpartbound, c.oid)
  FROM pg_catalog.pg_class c
  WHERE c.relispartition AND c.relkind IN ('r', 'p') AND c.relnamespace = $1::regnamespace`,
  `SELECT 'function', p.proname, pg_catalog.pg_get_functiondef(p.oid)
  FROM pg_catalog.pg_proc p
  WHERE p.pronamespace = $1::regnamespace AND p.prorettype = 'trigger'::regtype AND ${isOwn('pg_proc', 'p')}`,
  `SELECT 'enum type', t.typname, (
    SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
    FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
  )
  FROM pg_catalog.pg_type t WHERE t.typnamespace = $1::regnamespace AND t.typtype = 'e' AND ${isOwn('pg_type', 't')}`,
  // The names of the columns depend on the version.
  `SELECT 'collation', l.collname,
    (to_jsonb(l) - '{oid,collname,collnamespace,collowner,collversion}'::text[])::text
  FROM pg_catalog.pg_collation l WHERE l.collnamespace = $1::regnamespace`,
]

/** The definitions of everything in a schema: `kind`, `name`, `text`. The parameter is the schema's name. */
export const DEFINITIONS = `
  SELECT kind, name::text, text FROM (${PARTS.join('\n  UNION ALL ')}) AS definitions(kind, name, text)
  ORDER BY kind, name`
