import type {Report} from '../lib/pipeline/run-event.js'

/** Prints each event as one line of JSON, for scripts and CI. The events' fields are documented in the README. */
export function jsonReport(stdout: NodeJS.WritableStream = process.stdout): Report {
  return event => {
    stdout.write(`${JSON.stringify(event)}\n`)
  }
}
