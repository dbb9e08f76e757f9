import {dollarQuote, type ObjectSql, quoteList} from './create-sql.js'
import type {PostgresCheck, PostgresForeignKey, PostgresKey} from '../postgres-schema.js'
import {quoteIdentifier, quoteQualified} from '../quote.js'

export function primaryKeySql(table: string, {name, columns}: PostgresKey): ObjectSql {
  return constraintSql(table, name, `PRIMARY KEY (${quoteList(columns)})`)
}

export function uniqueKeySql(table: string, {name, columns}: PostgresKey): ObjectSql {
  return constraintSql(table, name, `UNIQUE (${quoteList(columns)})`)
}

/**
 * Adds a CHECK for old and new rows or, if an old row fails it or makes it raise an error, only for new ones (NOT VALID), so
 * that the restore succeeds in any case. An error in the CHECK's own SQL is raised by the second attempt, too.
 */
export function checkSql(table: string, {name, sql}: PostgresCheck): ObjectSql {
  const {create, drop} = constraintSql(table, name, `CHECK (${sql})`)
  const block = [
    'BEGIN',
    create.trimEnd(),
    'EXCEPTION WHEN OTHERS THEN',
    constraintSql(table, name, `CHECK (${sql}) NOT VALID`).create.trimEnd(),
    'END',
  ].join('\n')
  return {create: `DO ${dollarQuote(block)};\n`, drop}
}

/** Adds a foreign key, NOT VALID if there are orphan rows: it holds for new rows, and the restore succeeds. */
export function foreignKeySql(table: string, key: PostgresForeignKey): ObjectSql {
  const parent = `${quoteQualified(key.parentTable)} (${quoteList(key.parentColumns)})`
  const actions = `ON UPDATE ${key.onUpdate} ON DELETE ${key.onDelete}`
  return constraintSql(
    table,
    key.name,
    `FOREIGN KEY (${quoteList(key.columns)}) REFERENCES ${parent} ${actions}${notValidSql(key.notValid)}`,
  )
}

/** Does not use ONLY, which on a partitioned table would make a key that Postgres does not enforce. */
function constraintSql(table: string, name: string, definition: string): ObjectSql {
  const alter = `ALTER TABLE ${quoteQualified(table)}`
  return {
    create: `${alter}\n    ADD CONSTRAINT ${quoteIdentifier(name)} ${definition};\n`,
    drop: `${alter} DROP CONSTRAINT ${quoteIdentifier(name)};\n`,
  }
}

function notValidSql(notValid: boolean): string {
  return notValid ? ' NOT VALID' : ''
}
