import {collationSql, commentSql, enumSql, functionSql, partitionSql, tableSql} from './create-sql.js'
import type {EntryList} from './entry-list.js'
import type {PostgresPartitioning, PostgresSchema, PostgresTable} from '../postgres-schema.js'
import {quoteIdentifier, quoteLiteral, quoteQualified} from '../quote.js'
import {sequenceSql} from './sequence-sql.js'

/** Adds what must exist before the rows: collations, types, functions, sequences, tables and their comments. */
export function preDataEntries(list: EntryList, schema: PostgresSchema): void {
  for (const collation of schema.collations)
    list.add({desc: 'COLLATION', section: 'pre-data', tag: collation.name, ...collationSql(collation)})
  for (const type of schema.enums)
    list.add({desc: 'TYPE', section: 'pre-data', tag: type.name, ...enumSql(type)})
  for (const trigger of schema.functions)
    list.add({desc: 'FUNCTION', section: 'pre-data', tag: `${trigger.name}()`, ...functionSql(trigger)})
  for (const sequence of schema.sequences)
    list.add({desc: 'SEQUENCE', section: 'pre-data', tag: sequence.name, ...sequenceSql(sequence)})
  for (const table of schema.tables) addTable(list, table, schema)
}

function addTable(list: EntryList, table: PostgresTable, schema: PostgresSchema): void {
  const id = list.add({
    desc: 'TABLE',
    section: 'pre-data',
    tag: table.name,
    isTable: table.partitioning === null,
    dependsOn: [
      ...[...new Set(table.columns.flatMap(({collation}) => collation ?? []))].flatMap(name =>
        list.find('COLLATION', name),
      ),
      ...enumsOf(table, schema).flatMap(name => list.find('TYPE', name)),
      ...sequencesOf(table, schema).flatMap(name => list.find('SEQUENCE', name)),
    ],
    ...tableSql(table),
  })
  addComment(list, id, `TABLE ${table.name}`, `TABLE ${quoteQualified(table.name)}`, table.comment)
  for (const {name, comment} of table.columns)
    addComment(
      list,
      id,
      `COLUMN ${table.name}.${name}`,
      `COLUMN ${quoteQualified(table.name)}.${quoteIdentifier(name)}`,
      comment,
    )
  addPartitions(list, id, table.name, table.partitioning)
}

/** Partitions need no keys, indexes and checks of their own: those that are created on the table later apply to them, too. */
function addPartitions(
  list: EntryList,
  parentId: number,
  parent: string,
  partitioning: PostgresPartitioning | null,
): void {
  for (const partition of partitioning?.partitions ?? []) {
    const id = list.add({
      desc: 'TABLE',
      section: 'pre-data',
      tag: partition.name,
      isTable: partition.partitioning === null,
      dependsOn: [parentId],
      ...partitionSql(parent, partition),
    })
    addComment(
      list,
      id,
      `TABLE ${partition.name}`,
      `TABLE ${quoteQualified(partition.name)}`,
      partition.comment,
    )
    addPartitions(list, id, partition.name, partition.partitioning)
  }
}

/** Names of the sequences that a table's defaults use. */
function sequencesOf({columns}: PostgresTable, {sequences}: PostgresSchema): string[] {
  const defaults = columns.flatMap(({defaultSql}) => defaultSql ?? [])
  return sequences
    .map(({name}) => name)
    .filter(name => defaults.some(sql => sql.includes(quoteLiteral(quoteQualified(name)))))
}

/** Names of the enum types of a table's columns, also of those in arrays. */
function enumsOf({columns}: PostgresTable, {enums}: PostgresSchema): string[] {
  const used = new Set(columns.map(({type}) => type.replace(/\[\]$/, '')))
  return enums.map(({name}) => name).filter(name => used.has(quoteQualified(name)))
}

/** Adds a COMMENT entry unless the comment is empty, without a section of its own, as pg_dump does. */
export function addComment(
  list: EntryList,
  ownerId: number,
  tag: string,
  object: string,
  comment: string,
): void {
  if (comment === '') return
  list.add({desc: 'COMMENT', section: 'none', tag, create: commentSql(object, comment), dependsOn: [ownerId]})
}
