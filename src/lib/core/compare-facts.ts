import {compareColumns} from './compare-columns.js'
import type {DatabaseFacts, Difference, TableFacts} from './database-facts.js'
import type {
  PostgresColumn,
  PostgresPartition,
  PostgresPartitioning,
  PostgresSchema,
  PostgresSequence,
  PostgresTable,
} from './postgres-schema.js'
import {hasIdentity, nextIdentity} from './ddl/sequence-sql.js'

/** What should be in the target. */
export interface ExpectedFacts {
  schema: PostgresSchema
}

/**
 * Finds everything that was planned and is missing or different; nothing if all is as planned.
 * What exists without having been planned is not a difference: the app may have added it.
 */
export function compareFacts({schema}: ExpectedFacts, found: DatabaseFacts): Difference[] {
  const tables = new Map(found.tables.map(table => [table.name, table]))
  return [
    ...schema.tables.flatMap(table => {
      const actual = tables.get(table.name)
      if (!actual) return [missing(table.name, 'table')]
      return compareTable(table, actual)
    }),
    ...schema.views.filter(({name}) => !found.views.includes(name)).map(({name}) => missing(name, 'view')),
    ...schema.sequences.flatMap(sequence => compareFreeSequence(sequence, found)),
  ]
}

/** Notes on planned CHECKs that existing rows fail, each with its condition: they hold for new rows only. */
export function notValidNotes({schema}: ExpectedFacts, found: DatabaseFacts): string[] {
  return found.tables.flatMap(({name, notValidChecks}) => {
    const planned = schema.tables.find(table => table.name === name)?.checks.map(check => check.name) ?? []
    return notValidChecks
      .filter(check => planned.includes(check.name))
      .map(
        check =>
          `Rows of ${name} fail its check ${check.name}, which holds for new rows only: ${check.definition}`,
      )
  })
}

/** A sequence that no column owns must not be behind the plan; it may be ahead, since the app uses it. */
function compareFreeSequence(
  {name, next, increment}: PostgresSequence,
  {sequences}: DatabaseFacts,
): Difference[] {
  const sequence = sequences.find(candidate => candidate.name === name)
  if (!sequence) return [missing(name, 'sequence')]
  const ahead = (BigInt(sequence.next) - BigInt(next)) * BigInt(increment)
  return ahead < 0n ? [{where: name, what: 'next value', expected: next, found: sequence.next}] : []
}

function compareTable(table: PostgresTable, found: TableFacts): Difference[] {
  const lacks = (what: string, expected: ReadonlyArray<{name: string}>, names: readonly string[]) =>
    expected.filter(({name}) => !names.includes(name)).map(({name}) => missing(`${table.name}.${name}`, what))
  return [
    ...lacks('column', table.columns, found.columns),
    ...compareColumns(table, found),
    ...compareCollations(table, found),
    ...comparePrimaryKey(table, found),
    ...lacks('unique key', table.uniqueKeys, found.uniqueKeys),
    ...lacks('foreign key', table.foreignKeys, found.foreignKeys),
    ...compareValidity(table, found),
    ...lacks('trigger', table.triggers, found.triggers),
    ...lacks('check', table.checks, found.checks),
    ...lacks('index', table.indexes, found.indexes),
    ...lacks('partition', allPartitions(table.partitioning), found.partitions),
    ...table.columns
      .filter(column => hasIdentity(column))
      .flatMap(column => compareSequence(table.name, column, found)),
  ]
}

/** A foreign key that is NOT VALID without having been planned so proves nothing about existing rows. */
function compareValidity({name, foreignKeys}: PostgresTable, found: TableFacts): Difference[] {
  return foreignKeys
    .filter(key => !key.notValid && found.notValidForeignKeys.includes(key.name))
    .map(key => ({where: `${name}.${key.name}`, what: 'foreign key', expected: 'valid', found: 'NOT VALID'}))
}

/** Which values of a column are equal decides what its keys accept. A missing column has its own difference. */
function compareCollations({name, columns}: PostgresTable, found: TableFacts): Difference[] {
  const exact = "the database's own"
  return columns
    .filter(column => found.columns.includes(column.name))
    .map(column => ({
      where: `${name}.${column.name}`,
      what: 'collation',
      expected: column.collation ?? exact,
      found: ownValue(found.collations, column.name) ?? exact,
    }))
    .filter(difference => difference.expected !== difference.found)
}

/** A column may be called `constructor`. */
function ownValue(values: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

function allPartitions(partitioning: PostgresPartitioning | null): PostgresPartition[] {
  const partitions = partitioning?.partitions ?? []
  return partitions.flatMap(partition => [partition, ...allPartitions(partition.partitioning)])
}

function comparePrimaryKey({name, primaryKey}: PostgresTable, found: TableFacts): Difference[] {
  const expected = primaryKey?.columns.join(', ') ?? 'none'
  const actual = found.primaryKey?.join(', ') ?? 'none'
  return expected === actual ? [] : [{where: name, what: 'primary key', expected, found: actual}]
}

/** A sequence must continue where MySQL would have, and in any case after the largest existing value. */
function compareSequence(
  table: string,
  column: PostgresColumn & {identity: object},
  found: TableFacts,
): Difference[] {
  const where = `${table}.${column.name}`
  const sequence = found.sequences.find(candidate => candidate.column === column.name)
  if (!sequence) return [missing(where, 'sequence')]
  const next = BigInt(sequence.next)
  const planned = nextIdentity(column)
  const behind = {where, what: 'next value', found: sequence.next}
  if (sequence.max !== null && next <= BigInt(sequence.max))
    return [{...behind, expected: `more than ${sequence.max}`}]
  return next < planned ? [{...behind, expected: `at least ${planned}`}] : []
}

function missing(where: string, what: string): Difference {
  return {where, what, expected: 'present', found: 'missing'}
}
