import {MigrationError} from '../core/migration-error.js'
import type {MysqlSchema} from '../core/mysql-schema.js'
import {readSchema} from '../mysql/catalog/read-schema.js'
import {connect, type SourceConnection, type SqlSession} from '../mysql/connect.js'
import {serverPosition} from '../mysql/server-position.js'
import {beginSnapshot} from '../mysql/snapshot/begin-snapshot.js'
import {beginTogether, type SnapshotMember} from '../mysql/snapshot/begin-together.js'
import {tableNames} from '../mysql/snapshot/hold-tables.js'
import type {ChosenSource} from './choose-source.js'
import {chooseTables} from './choose-tables.js'
import type {SourceOptions} from './migration-input.js'
import {countReaders, startReaders} from './ranges/start-readers.js'
import type {WorkerReader} from './ranges/worker-reader.js'
import {withConnection} from './with-connection.js'

/** Connections inside one consistent snapshot. */
export interface OpenSessions<Other> {
  reader: SourceConnection
  /** More connections inside the same snapshot; none if only one is possible. */
  workers: Other[]
  /** The position of the server's binary log just before the snapshot; undefined if it cannot be read. */
  position: string | undefined
  close: () => Promise<void>
}

/** A snapshot whose workers are in threads of their own, where they convert what they read. */
export type OpenSnapshot = OpenSessions<WorkerReader>

/** A session besides the first that takes part in a snapshot. */
interface Member extends SnapshotMember, SqlSession {
  close(): Promise<void>
}

/** Connects `count` members, or as many as the server allows. */
type StartMembers<Other> = (source: ChosenSource, count: number) => Promise<Other[]>

/** Opens a snapshot without making a plan. */
export function openSnapshot(source: ChosenSource, options: SourceOptions): Promise<OpenSnapshot> {
  return openWith(startReaders, source, options)
}

/** Opens the same kind of snapshot for sessions that only run queries and so need no threads. */
export function openSessions(source: ChosenSource, options: SourceOptions): Promise<OpenSessions<Member>> {
  return openWith(connectMembers, source, options)
}

async function connectMembers({address, tls}: ChosenSource, count: number): Promise<Member[]> {
  const connected = await Promise.allSettled(Array.from({length: count}, () => connect(address, tls)))
  return connected
    .flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
    .map(connection => ({...connection, begin: tables => beginSnapshot(connection, tables)}))
}

async function openWith<Other extends Member>(
  start: StartMembers<Other>,
  source: ChosenSource,
  options: SourceOptions,
): Promise<OpenSessions<Other>> {
  const position = await withConnection(source, serverPosition)
  const reader = await connect(source.address, source.tls)
  let workers: Other[] = []
  const close = async (): Promise<void> => {
    await Promise.all([reader, ...workers].map(session => session.close()))
  }

  try {
    workers = await beginAll(start, reader, source, options)
    return {reader, workers, position, close}
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Begins the snapshot on one connection and on as many others as possible. If it is not certain that all of them see the
 * same, the one reads everything alone: it cannot disagree with itself.
 */
async function beginAll<Other extends Member>(
  start: StartMembers<Other>,
  reader: SourceConnection,
  source: ChosenSource,
  options: SourceOptions,
): Promise<Other[]> {
  const count = await countReaders(reader, options.jobs)
  const schema = chooseTables(await readSchema(reader, source.address.database), options)
  const workers = count === 1 ? [] : await beginWorkers(reader, source, schema, () => start(source, count))
  if (workers.length === 0) await beginSnapshot(reader, tableNames(schema))
  return workers
}

/** The locker connects first: if the server allows no more connections, it is better to do without a reader. */
async function beginWorkers<Other extends Member>(
  reader: SourceConnection,
  source: ChosenSource,
  schema: MysqlSchema,
  start: () => Promise<Other[]>,
): Promise<Other[]> {
  const locker = await connectIfRoom(source)
  if (!locker) return []
  const workers = await start()
  let isOne = false
  try {
    const members: SnapshotMember[] = [{begin: tables => beginSnapshot(reader, tables)}, ...workers]
    isOne = workers.length > 0 && (await beginTogether(members, locker, schema))
  } finally {
    await locker.close()
    if (!isOne) await Promise.all(workers.map(worker => worker.close()))
  }

  return isOne ? workers : []
}

async function connectIfRoom({address, tls}: ChosenSource): Promise<SourceConnection | undefined> {
  try {
    return await connect(address, tls)
  } catch (error) {
    if (error instanceof MigrationError && error.code === 'source-too-many-connections') return undefined
    throw error
  }
}
