import {checkSql, foreignKeySql, primaryKeySql, uniqueKeySql} from './constraint-sql.js'
import {indexSql, type ObjectSql, triggerSql, viewSql} from './create-sql.js'
import type {EntryList} from './entry-list.js'
import type {PostgresForeignKey, PostgresKey, PostgresSchema, PostgresTable} from '../postgres-schema.js'
import {addComment} from './pre-data-entries.js'
import {quoteQualified} from '../quote.js'

/**
 * Adds what is built after the rows. Triggers come late so that COPY does not fire them; views come last because one that
 * groups by a primary key cannot be created before the key.
 */
export function postDataEntries(list: EntryList, schema: PostgresSchema): void {
  for (const table of schema.tables) addKeys(list, table)
  for (const table of schema.tables) addIndexes(list, table)
  for (const table of schema.tables) addChecks(list, table)
  for (const table of schema.tables)
    for (const key of table.foreignKeys) addForeignKey(list, table, key, schema)
  for (const table of schema.tables) addTriggers(list, table)
  addViews(list, schema)
}

function addKeys(list: EntryList, table: PostgresTable): void {
  const common = {
    desc: 'CONSTRAINT',
    section: 'post-data',
    dependsOn: list.find('TABLE', table.name),
  } as const
  const {primaryKey} = table
  const add = (key: PostgresKey, sql: ObjectSql): void => {
    const id = list.add({...common, tag: `${table.name} ${key.name}`, ...sql})
    addComment(list, id, `INDEX ${key.name}`, `INDEX ${quoteQualified(key.name)}`, key.comment ?? '')
  }

  if (primaryKey) add(primaryKey, primaryKeySql(table.name, primaryKey))
  for (const key of table.uniqueKeys) add(key, uniqueKeySql(table.name, key))
}

function addIndexes(list: EntryList, table: PostgresTable): void {
  for (const index of table.indexes) {
    const id = list.add({
      desc: 'INDEX',
      section: 'post-data',
      tag: index.name,
      dependsOn: list.find('TABLE', table.name),
      ...indexSql(table.name, index),
    })
    addComment(list, id, `INDEX ${index.name}`, `INDEX ${quoteQualified(index.name)}`, index.comment)
  }
}

function addChecks(list: EntryList, table: PostgresTable): void {
  for (const check of table.checks)
    list.add({
      desc: 'CHECK CONSTRAINT',
      section: 'post-data',
      tag: `${table.name} ${check.name}`,
      dependsOn: list.find('TABLE', table.name),
      ...checkSql(table.name, check),
    })
}

/** A foreign key depends on whatever makes its parent's columns unique: a key or a unique index. */
function addForeignKey(
  list: EntryList,
  table: PostgresTable,
  key: PostgresForeignKey,
  schema: PostgresSchema,
): void {
  const parent = schema.tables.find(({name}) => name === key.parentTable)
  const keys = parent ? [...(parent.primaryKey ? [parent.primaryKey] : []), ...parent.uniqueKeys] : []
  const uniqueIndexes = parent ? parent.indexes.filter(({unique}) => unique) : []
  list.add({
    desc: 'FK CONSTRAINT',
    section: 'post-data',
    tag: `${table.name} ${key.name}`,
    dependsOn: [
      ...list.find('TABLE', table.name),
      ...(key.parentTable === table.name ? [] : list.find('TABLE', key.parentTable)),
      ...keys.flatMap(({name}) => list.find('CONSTRAINT', `${key.parentTable} ${name}`)),
      ...uniqueIndexes.flatMap(({name}) => list.find('INDEX', name)),
    ],
    ...foreignKeySql(table.name, key),
  })
}

function addTriggers(list: EntryList, table: PostgresTable): void {
  for (const trigger of table.triggers)
    list.add({
      desc: 'TRIGGER',
      section: 'post-data',
      tag: `${table.name} ${trigger.name}`,
      dependsOn: [...list.find('TABLE', table.name), ...list.find('FUNCTION', `${trigger.function}()`)],
      ...triggerSql(table.name, trigger),
    })
}

/** Views are created one after the other, the first of them after every primary key. */
function addViews(list: EntryList, {tables, views}: PostgresSchema): void {
  let before = tables.flatMap(({name, primaryKey}) =>
    primaryKey ? list.find('CONSTRAINT', `${name} ${primaryKey.name}`) : list.find('TABLE', name),
  )
  for (const view of views)
    before = [
      list.add({desc: 'VIEW', section: 'post-data', tag: view.name, dependsOn: before, ...viewSql(view)}),
    ]
}
