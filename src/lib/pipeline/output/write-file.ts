import type {Buffer} from 'node:buffer'
import {once} from 'node:events'
import {constants, createWriteStream, type Stats} from 'node:fs'
import {access, open, rename, rm, stat} from 'node:fs/promises'
import path from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'

import type {ArchiveBytes} from '../../archive/write-archive.js'
import {MigrationError} from '../../core/migration-error.js'
import type {Problem} from '../../core/problem.js'
import {writeDescriptor} from './write-descriptor.js'

/** What would keep `writeFile` from writing; nothing is created. */
export async function checkFile(file: string): Promise<Problem[]> {
  const found = await find(file)
  const folder = path.dirname(path.resolve(file))
  if (found?.isDirectory()) return [problem(`Couldn't write ${file}: it is a folder.`, 'Name a file in it')]
  try {
    await access(!found || found.isFile() ? folder : file, constants.W_OK)
    return []
  } catch {
    return [
      problem(
        `Couldn't write into the folder ${folder}.`,
        'Name a folder that exists and that you may write to',
      ),
    ]
  }
}

/** Writes a file that appears under its name when it is whole; a device or named pipe that stands there is written to. Gives its size. */
export async function writeFile(file: string, archive: ArchiveBytes, signal: AbortSignal): Promise<number> {
  try {
    return await ((await isReplaced(file)) ? replaceFile : writeInto)(file, archive, signal)
  } catch (error) {
    throw outputError(error, file)
  }
}

/** Whether what stands under that name stays untouched until the archive is whole; a device or named pipe does not. */
export async function isReplaced(file: string): Promise<boolean> {
  const found = await find(file)
  return !found || found.isFile()
}

/** What the system said about writing, as the one error class; other errors are given back as they are. */
export function outputError(error: unknown, output: string): unknown {
  if (!(error instanceof Error) || error instanceof MigrationError || !('syscall' in error)) return error
  return new MigrationError(`Couldn't write ${output}: ${error.message}.`, {code: 'output-failed'})
}

async function replaceFile(file: string, {bytes, head}: ArchiveBytes, signal: AbortSignal): Promise<number> {
  const partial = `${file}.partial`
  const sink = createWriteStream(partial, {mode: 0o600})
  try {
    // A stream that still opens its file when the rows fail would create it after its removal.
    await once(sink, 'open')
    await pipeline(Readable.from(bytes), sink, {signal})
    await writeBeginning(partial, head.bytes())
    await rename(partial, file)
    return sink.bytesWritten
  } catch (error) {
    await rm(partial, {force: true})
    throw error
  }
}

async function writeBeginning(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.write(bytes, 0, bytes.length, 0)
  } finally {
    await handle.close()
  }
}

async function writeInto(file: string, {bytes}: ArchiveBytes, signal: AbortSignal): Promise<number> {
  const handle = await open(file, 'w')
  try {
    return await writeDescriptor(handle.fd, bytes, signal)
  } finally {
    await handle.close()
  }
}

function find(file: string): Promise<Stats | null> {
  return stat(file).catch(() => null)
}

function problem(what: string, remedy: string): Problem {
  return {code: 'output-failed', what, remedy}
}
