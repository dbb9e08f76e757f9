/**
 * A failure to be simulated, `POST /__sandbox/faults`:
 * `{"method": "POST", "path": "/restores$", "reset": true, "when": "after", "times": 2}`.
 * Exactly one of `status`, `reset` and `delayMs` says what happens; a delay alone lets the call through afterwards.
 */
export interface Fault {
  /** Any method when absent. */
  method?: string
  /** A regular expression for the path with its query. */
  path: string
  /** Answers with this status and `body` (JSON) or `text` (sent unchanged, but declared as JSON). */
  status?: number
  body?: unknown
  text?: string
  headers?: Record<string, string>
  /** Cuts the connection without an answer. */
  reset?: boolean
  /** Milliseconds. */
  delayMs?: number
  /** `before` the call is handled (the default), or `after`: the work is done, and only the answer fails. */
  when?: 'after' | 'before'
  /** Lets this many matching calls through first. */
  skip?: number
  /** How often it happens; 1 when absent. */
  times?: number
}

/** The failures to be simulated; each counts down how often it happens. */
export interface Faults {
  add(fault: Fault): void
  clear(): void
  list(): Fault[]
  /** Returns the fault for this call, which counts as having happened. */
  take(method: string, path: string): Fault | undefined
}

/** Makes an empty list of failures. */
export function newFaults(): Faults {
  let faults: (Fault & {skip: number; times: number})[] = []
  return {
    add(fault) {
      faults.push({...fault, skip: fault.skip ?? 0, times: fault.times ?? 1})
    },
    clear() {
      faults = []
    },
    list: () => faults.map(fault => ({...fault})),
    take(method, path) {
      const fault = faults.find(candidate => matches(candidate, method, path))
      if (!fault) return
      if (fault.skip > 0) {
        fault.skip--
        return
      }

      fault.times--
      if (fault.times <= 0) faults = faults.filter(other => other !== fault)
      return fault
    },
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  return (fault.method === undefined || fault.method === method) && new RegExp(fault.path).test(path)
}
