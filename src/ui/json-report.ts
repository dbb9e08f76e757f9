import type {Report} from '../lib/pipeline/run-event.js'

/** Prints each event as one line of JSON, for scripts and CI, except those that are too long: they are in the report. */
export function jsonReport(stdout: NodeJS.WritableStream = process.stdout): Report {
  return event => {
    if (event.kind !== 'conversion') stdout.write(`${JSON.stringify(event)}\n`)
  }
}
