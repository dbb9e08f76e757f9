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

/** Finds what would prevent `writeFile` from writing; creates nothing. */
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

/** Writes a file that gets its name when it is complete, or into an existing device or named pipe. Returns the size in bytes. */
export async function writeFile(file: string, archive: ArchiveBytes, signal: AbortSignal): Promise<number> {
  try {
    return await ((await isReplaced(file)) ? replaceFile : writeInto)(file, archive, signal)
  } catch (error) {
    throw outputError(error, file)
  }
}

/** Whether an existing file of that name stays untouched until the archive is complete; a device or named pipe does not. */
export async function isReplaced(file: string): Promise<boolean> {
  const found = await find(file)
  return !found || found.isFile()
}

/** Turns an error of the system into a MigrationError; any other error is returned as it is. */
export function outputError(error: unknown, output: string): unknown {
  if (!(error instanceof Error) || error instanceof MigrationError || !('syscall' in error)) return error
  return new MigrationError(`Couldn't write ${output}: ${error.message}.`, {code: 'output-failed'})
}

async function replaceFile(file: string, {bytes, head}: ArchiveBytes, signal: AbortSignal): Promise<number> {
  const partial = `${file}.partial`
  const sink = createWriteStream(partial, {mode: 0o600})
  try {
    // A stream that is still opening its file when the rows fail would create it after it has been removed.
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
