import {type ObjectSql, quoteList} from './create-sql.js'
import type {PostgresCheck, PostgresForeignKey, PostgresKey} from '../postgres-schema.js'
import {quoteIdentifier, quoteQualified} from '../quote.js'

export function primaryKeySql(table: string, {name, columns}: PostgresKey): ObjectSql {
  return constraintSql(table, name, `PRIMARY KEY (${quoteList(columns)})`)
}

export function uniqueKeySql(table: string, {name, columns}: PostgresKey): ObjectSql {
  return constraintSql(table, name, `UNIQUE (${quoteList(columns)})`)
}

/** NOT VALID where rows fail it: new rows are held to it, and the restore succeeds. */
export function checkSql(table: string, {name, sql, notValid}: PostgresCheck): ObjectSql {
  return constraintSql(table, name, `CHECK (${sql})${notValidSql(notValid)}`)
}

/** NOT VALID where orphan rows exist: new rows are held to it, and the restore succeeds. */
export function foreignKeySql(table: string, key: PostgresForeignKey): ObjectSql {
  const parent = `${quoteQualified(key.parentTable)} (${quoteList(key.parentColumns)})`
  const actions = `ON UPDATE ${key.onUpdate} ON DELETE ${key.onDelete}`
  return constraintSql(
    table,
    key.name,
    `FOREIGN KEY (${quoteList(key.columns)}) REFERENCES ${parent} ${actions}${notValidSql(key.notValid)}`,
  )
}

function constraintSql(table: string, name: string, definition: string): ObjectSql {
  const alter = `ALTER TABLE ONLY ${quoteQualified(table)}`
  return {
    create: `${alter}\n    ADD CONSTRAINT ${quoteIdentifier(name)} ${definition};\n`,
    drop: `${alter} DROP CONSTRAINT ${quoteIdentifier(name)};\n`,
  }
}

function notValidSql(notValid: boolean): string {
  return notValid ? ' NOT VALID' : ''
}
