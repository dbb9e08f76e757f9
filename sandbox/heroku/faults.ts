/**
 * A failure to order, `POST /__sandbox/faults`:
 * `{"method": "POST", "path": "/restores$", "reset": true, "when": "after", "times": 2}`.
 * Exactly one of `status`, `reset` and `delayMs` says what happens; a delay alone lets the call through afterwards.
 */
export interface Fault {
  /** Any method where left out. */
  method?: string
  /** A regular expression for the path with its query. */
  path: string
  /** Answers with this status and `body` (JSON) or `text` (sent as it is, called JSON). */
  status?: number
  body?: unknown
  text?: string
  headers?: Record<string, string>
  /** Cuts the connection without an answer. */
  reset?: boolean
  /** Milliseconds. */
  delayMs?: number
  /** `before` the call is handled (the default), or `after`: the work is done, and only the answer goes wrong. */
  when?: 'after' | 'before'
  /** Lets this many matching calls through first. */
  skip?: number
  /** How often it happens; 1 where left out. */
  times?: number
}

/** The failures ordered so far; each counts itself down. */
export interface Faults {
  add(fault: Fault): void
  clear(): void
  list(): Fault[]
  /** The fault for this call, used up by asking. */
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
