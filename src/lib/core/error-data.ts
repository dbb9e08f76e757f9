import {MigrationError, redact} from './migration-error.js'

/** An error as plain data: for reports and events, and because worker threads cannot send class instances. */
export interface ErrorData {
  message: string
  code: string
  suggestions: string[]
  exit: number | undefined
}

/** Turns an error into data; an unexpected one keeps only its redacted text. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof MigrationError) {
    const {message, code, suggestions, oclif} = error
    return {message, code, suggestions, exit: oclif.exit}
  }

  const message = redact(error instanceof Error ? error.message : String(error))
  return {message, code: 'unexpected', suggestions: [], exit: undefined}
}

export function fromErrorData({message, ...details}: ErrorData): MigrationError {
  return new MigrationError(message, details)
}
