import type {Hazard} from '../hazard.js'
import type {MysqlForeignKey} from '../mysql-schema.js'

/** Why the parent's columns are unique: they are a key, they include one, or they are AUTO_INCREMENT values that all differ. */
export type Uniqueness = 'by-auto-increment' | 'by-key' | 'by-shorter-key'

/** A foreign key that Postgres cannot have. */
export function foreignKeyHazard(where: string, key: MysqlForeignKey, reason: string): Hazard {
  const source = `FOREIGN KEY (${key.columns.join(', ')}) REFERENCES ${key.parentTable} (${key.parentColumns.join(', ')})`
  return {
    code: 'foreign-key-not-converted',
    severity: 'blocks',
    where,
    message: `The foreign key cannot go over: ${reason}. All rows go over.`,
    remedy: 'Give the parent a unique key or correct the foreign key in MySQL, or allow it.',
    source,
  }
}

/** A shorter key keeps the columns unique for ever; in MySQL, AUTO_INCREMENT values may be repeated one day. */
export function addedKeyHazard(
  where: string,
  {parentTable, parentColumns}: MysqlForeignKey,
  unique: Uniqueness,
): Hazard {
  const isCounted = unique === 'by-auto-increment'
  const why = isCounted
    ? 'its AUTO_INCREMENT values are all different, but MySQL would accept equal ones'
    : 'a key among these columns makes them unique already'
  return {
    code: 'unique-key-added',
    severity: isCounted ? 'blocks' : 'notes',
    where,
    message: `${parentTable} (${parentColumns.join(', ')}) gets a unique key, which Postgres requires: ${why}.`,
    remedy: isCounted
      ? 'Allow it if the app never writes a value that exists already, or drop the foreign key in MySQL.'
      : 'Nothing to do. A foreign key to the shorter key alone would need no additional one.',
  }
}

/** Rows that fail the foreign key in Postgres. */
export function orphanNote(where: string, key: MysqlForeignKey, count: number): Hazard {
  return {
    code: 'foreign-key-not-valid',
    severity: 'notes',
    where,
    message: `Rows without a parent in ${key.parentTable} go over (Postgres does not find a parent that differs in case); the foreign key is created NOT VALID, so it holds for new rows only.`,
    remedy: 'Give those rows a parent or remove them, then: ALTER TABLE … VALIDATE CONSTRAINT ….',
    count,
  }
}
