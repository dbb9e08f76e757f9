import {randomBytes} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {mkdir, open, rm} from 'node:fs/promises'
import {join} from 'node:path'

import type {Checksum, ChecksumAlgorithm} from './checksums.js'

/** Bytes in a file of the store. */
export interface StoredBody {
  path: string
  bytes: number
}

/** An object; a multipart one keeps its parts as they were uploaded, so that completing it copies nothing. */
export interface StoredObject {
  pieces: StoredBody[]
  bytes: number
  /** Without the quotes. */
  etag: string
  modified: Date
  /** Headers that were given when it was stored, and are sent with every GET. */
  headers: Record<string, string>
  checksum?: Checksum
}

/** One part of a multipart upload. */
export interface Part {
  number: number
  body: StoredBody
  /** MD5 in hex. */
  etag: string
  checksum?: Checksum
  modified: Date
}

/** A multipart upload that has been neither completed nor aborted. */
export interface OpenUpload {
  id: string
  key: string
  started: Date
  headers: Record<string, string>
  checksumAlgorithm?: ChecksumAlgorithm
  parts: Map<number, Part>
}

/** A bucket with its objects and open uploads. */
export interface StoredBucket {
  name: string
  region: string
  created: Date
  objects: Map<string, StoredObject>
  uploads: Map<string, OpenUpload>
}

/** Everything that the server stores: names in memory, bodies on disk. */
export interface ObjectStore {
  dir: string
  buckets: Map<string, StoredBucket>
}

/** Opens an empty store with its bodies in `dir`. */
export async function openStore(dir: string): Promise<ObjectStore> {
  await mkdir(dir, {recursive: true})
  return {dir, buckets: new Map()}
}

/** Adds an empty bucket. */
export function addBucket(store: ObjectStore, name: string, region: string): StoredBucket {
  const bucket = {name, region, created: new Date(), objects: new Map(), uploads: new Map()}
  store.buckets.set(name, bucket)
  return bucket
}

/** Writes a body to a new file while `fill` hands it over; if that fails, the file is deleted. */
export async function storeBody<Facts extends {bytes: number}>(
  store: ObjectStore,
  fill: (write: (bytes: Buffer) => Promise<void>) => Promise<Facts>,
): Promise<Facts & {body: StoredBody}> {
  const path = join(store.dir, randomBytes(16).toString('hex'))
  const file = await open(path, 'wx')
  try {
    const facts = await fill(bytes => file.appendFile(bytes))
    return {...facts, body: {path, bytes: facts.bytes}}
  } catch (error) {
    await rm(path, {force: true})
    throw error
  } finally {
    await file.close()
  }
}

/**
 * Reads the bytes from `start` to `end` (both included) of bodies joined together.
 * @yields {Buffer} the bytes, in pieces of any size
 */
export async function* readBodies(bodies: StoredBody[], start: number, end: number): AsyncGenerator<Buffer> {
  let offset = 0
  for (const {path, bytes} of bodies) {
    const from = Math.max(start - offset, 0)
    const to = Math.min(end - offset, bytes - 1)
    if (from <= to) yield* createReadStream(path, {start: from, end: to})
    offset += bytes
  }
}

/** Deletes the files of bodies that nothing refers to any more. */
export async function deleteBodies(bodies: StoredBody[]): Promise<void> {
  await Promise.all(bodies.map(({path}) => rm(path, {force: true})))
}
