import {quoteList} from './create-sql.js'
import type {EntryList} from './entry-list.js'
import type {PostgresSchema, PostgresTable} from '../postgres-schema.js'
import {quoteQualified} from '../quote.js'
import {hasIdentity, setIdentitySql, setSequenceSql} from './sequence-sql.js'

/** Adds the rows, in the order of their blocks in the archive, and then the next values of the sequences. */
export function dataEntries(list: EntryList, schema: PostgresSchema): void {
  for (const table of schema.tables)
    list.add({
      desc: 'TABLE DATA',
      section: 'data',
      tag: table.name,
      copy: copySql(table),
      dataOf: table.name,
      // pg_restore treats the first dependency of TABLE DATA as its table.
      dependsOn: list.find('TABLE', table.name),
    })
  for (const table of schema.tables) addIdentities(list, table)
  for (const sequence of schema.sequences)
    list.add({
      desc: 'SEQUENCE SET',
      section: 'data',
      tag: sequence.name,
      create: setSequenceSql(sequence),
      dependsOn: list.find('SEQUENCE', sequence.name),
    })
}

/** The COPY statement for a table's rows; generated columns are computed by Postgres and not copied. */
export function copySql({name, columns}: PostgresTable): string {
  const copied = columns.filter(({generatedSql}) => generatedSql === null)
  const columnList = copied.length === 0 ? '' : ` (${quoteList(copied.map(column => column.name))})`
  return `COPY ${quoteQualified(name)}${columnList} FROM stdin;\n`
}

function addIdentities(list: EntryList, table: PostgresTable): void {
  for (const column of table.columns.filter(column => hasIdentity(column)))
    list.add({
      desc: 'SEQUENCE SET',
      section: 'data',
      tag: column.identity.sequence,
      create: setIdentitySql(column),
      dependsOn: list.find('TABLE', table.name),
    })
}
