import {mkdir, open, rename, rm, stat, type FileHandle} from 'node:fs/promises'
import path from 'node:path'

import type {RefusedValues} from '../../core/encode/refused-values.js'
import type {Report} from '../run-event.js'
import {outputError} from './write-file.js'

/** The file for the originals of values that went over as NULL; it is created with the first value. */
export interface RefusedFile {
  keep(table: string, values: RefusedValues): Promise<void>
  /** Gives the file its name, reports what is in it, and returns the number of values. */
  finish(report: Report): Promise<number>
  /** Deletes the file, because nothing was moved. */
  discard(): Promise<void>
}

/** Makes a file of JSON lines that only its owner can read. It gets its name when it is complete. */
export function refusedFile(file: string): RefusedFile {
  const partial = `${file}.partial`
  const counts = new Map<string, number>()
  let handle: FileHandle | undefined
  return {
    async keep(table, values) {
      try {
        handle ??= await openOwn(partial)
        await handle.appendFile(values.lines)
      } catch (error) {
        throw outputError(error, file)
      }

      for (const [column, count] of values.counts) {
        const where = `${table}.${column}`
        counts.set(where, (counts.get(where) ?? 0) + count)
      }
    },
    async finish(report) {
      if (!handle) return 0
      await handle.close()
      handle = undefined
      await rename(partial, file).catch((error: unknown) => {
        throw outputError(error, file)
      })
      const columns = [...counts].map(([where, count]) => ({where, count}))
      report({kind: 'refused-values', file, columns})
      return columns.reduce((sum, {count}) => sum + count, 0)
    },
    async discard() {
      await handle?.close()
      handle = undefined
      await rm(partial, {force: true})
      if (counts.size > 0) await rm(file, {force: true})
      counts.clear()
    },
  }
}

/** The file name for `dump`: beside its archive or, if that is not a regular file, in `folder` under the run's `id`. */
export async function besideArchive(output: string, folder: string, id: string): Promise<string> {
  if (output === '-' || output.startsWith('s3://')) return besideJournal(folder, id)
  const found = await stat(output).catch(() => null)
  return found && !found.isFile() ? besideJournal(folder, id) : `${output}.refused.jsonl`
}

export function besideJournal(folder: string, id: string): string {
  return path.join(folder, `${encodeURIComponent(id)}.refused.jsonl`)
}

async function openOwn(file: string): Promise<FileHandle> {
  await mkdir(path.dirname(file), {recursive: true, mode: 0o700})
  // A leftover file may be readable by others.
  await rm(file, {force: true})
  return open(file, 'wx', 0o600)
}
