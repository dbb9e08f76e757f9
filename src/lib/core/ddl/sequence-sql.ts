import type {ObjectSql} from './create-sql.js'
import type {PostgresColumn, PostgresSequence} from '../postgres-schema.js'
import {quoteLiteral, quoteQualified} from '../quote.js'

const LARGEST: Record<string, bigint> = {
  smallint: 32_767n,
  integer: 2_147_483_647n,
  bigint: 9_223_372_036_854_775_807n,
}

export function sequenceSql(sequence: PostgresSequence): ObjectSql {
  const {name, increment, start, minimum, maximum, cycle} = sequence
  const bounds = `MINVALUE ${minimum} MAXVALUE ${maximum} START WITH ${start}${cycle ? ' CYCLE' : ''}`
  return {
    create: `CREATE SEQUENCE ${quoteQualified(name)} INCREMENT BY ${increment} ${bounds};\n`,
    drop: `DROP SEQUENCE ${quoteQualified(name)};\n`,
  }
}

/** Makes `next` the sequence's next value. A sequence that is used up raises an error for the next value, as in MariaDB. */
export function setSequenceSql({name, next, minimum, maximum}: PostgresSequence): string {
  if (BigInt(next) > BigInt(maximum)) return setvalSql(name, BigInt(maximum), true)
  if (BigInt(next) < BigInt(minimum)) return setvalSql(name, BigInt(minimum), true)
  return setvalSql(name, BigInt(next), false)
}

/** Sets an identity column's sequence. If the key is used up, the sequence is too: the next insert fails, as in MySQL. */
export function setIdentitySql(column: PostgresColumn & {identity: object}): string {
  const {sequence} = column.identity
  return isUsedUp(column)
    ? setvalSql(sequence, largestOf(column), true)
    : setvalSql(sequence, BigInt(column.identity.next), false)
}

/** The value for an identity column's next insert: as planned, but at most one past its type's largest. */
export function nextIdentity(column: PostgresColumn & {identity: object}): bigint {
  return isUsedUp(column) ? largestOf(column) + 1n : BigInt(column.identity.next)
}

export function hasIdentity(column: PostgresColumn): column is PostgresColumn & {identity: object} {
  return column.identity !== null
}

function isUsedUp(column: PostgresColumn & {identity: object}): boolean {
  return BigInt(column.identity.next) > largestOf(column)
}

function largestOf({type}: PostgresColumn): bigint {
  return LARGEST[type] ?? LARGEST.bigint!
}

function setvalSql(sequence: string, value: bigint, isCalled: boolean): string {
  return `SELECT pg_catalog.setval(${quoteLiteral(quoteQualified(sequence))}, ${value}, ${isCalled});\n`
}
