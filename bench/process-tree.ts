import {readdirSync, readFileSync} from 'node:fs'

/**
 * Bytes in memory of a process, its threads and all its descendants, as Linux counts them (VmRSS); a page that two of the
 * processes share counts twice. Undefined if it cannot be read: the process has ended, or this is not Linux.
 */
export function residentBytes(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    if (kilobytes === undefined) return undefined
    return childrenOf(pid).reduce((sum, child) => sum + (residentBytes(child) ?? 0), Number(kilobytes) * 1024)
  } catch {
    return undefined
  }
}

/** The child processes, which Linux lists by the thread that started them. */
function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .flatMap(thread => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
    .filter(Boolean)
    .map(Number)
}
