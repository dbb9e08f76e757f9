import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {cpus} from 'node:os'
import {text} from 'node:stream/consumers'
import type {Readable} from 'node:stream'
import {environment} from '../sandbox/servers/run-command.js'
import {residentBytes} from './process-tree.js'

/** What a command cost. */
export interface Cost {
  seconds: number
  /** User and system time of the command and all its descendants. */
  cpuSeconds: number
  /** The same for the whole machine: the servers' work, and whatever else ran. */
  machineCpuSeconds: number
  /** Peak memory of the command and all its descendants together; undefined if it cannot be read. */
  peakBytes: number | undefined
}

/** A finished command: its cost, and what it wrote to stdout if that was asked for. */
export interface MeasuredRun {
  cost: Cost
  stdout: string
}

/** How to run a command. */
export interface MeasureOptions {
  env?: Record<string, string>
  /** Whether to keep stdout; otherwise it is /dev/null. */
  keepStdout?: boolean
}

/** Writes the times of the shell's children to descriptor 3, which the command itself does not get. */
const TIMED = '"$@" 3>&-; code=$?; times >&3; exit $code'
const SAMPLE_MS = 20

/** Runs a command and measures it; the error of a failure has what it wrote to stderr. */
export async function measure(command: string[], options: MeasureOptions = {}): Promise<MeasuredRun> {
  const busyBefore = machineCpuSeconds()
  const started = performance.now()
  const child = spawn('sh', ['-c', TIMED, 'measure', ...command], {
    env: {...environment, ...options.env},
    stdio: ['ignore', options.keepStdout ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  })
  const memory = watchMemory(child.pid!)
  const output = [child.stdout, child.stderr, child.stdio[3]].map(stream =>
    stream ? text(stream as Readable) : '',
  )
  const [code] = (await once(child, 'close')) as [number | null]
  const seconds = (performance.now() - started) / 1000
  memory.stop()
  const [stdout = '', stderr = '', times = ''] = await Promise.all(output)
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}: ${tellingLine(stderr)}`)
  const machine = machineCpuSeconds() - busyBefore
  const cost = {
    seconds,
    cpuSeconds: childSeconds(times),
    machineCpuSeconds: machine,
    peakBytes: memory.peak(),
  }
  return {cost, stdout}
}

/** The first line that mentions an error, or the last one. */
function tellingLine(text: string): string {
  const lines = text.trim().split('\n')
  return (lines.find(line => /error|fatal|exhausted/i.test(line)) ?? lines.at(-1) ?? '').trim()
}

/** Samples the memory often, without keeping this process alive. */
function watchMemory(pid: number): {peak: () => number | undefined; stop: () => void} {
  let peak: number | undefined
  const timer = setInterval(() => {
    const bytes = residentBytes(pid)
    if (bytes !== undefined) peak = Math.max(peak ?? 0, bytes)
  }, SAMPLE_MS)
  return {peak: () => peak, stop: () => clearInterval(timer)}
}

/** The second line that the shell's `times` prints is for its children: `0m1.230s 0m0.400s`. */
export function childSeconds(times: string): number {
  const line = times.split('\n')[1] ?? ''
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  )
}

function machineCpuSeconds(): number {
  const milliseconds = cpus().reduce(
    (sum, {times}) => sum + times.user + times.nice + times.sys + times.irq,
    0,
  )
  return milliseconds / 1000
}
