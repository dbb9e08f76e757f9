/**
 * Process exit codes. 1 and 2 are the CLI's own (usage, API errors);
 * the rest is documented in the README and never changes its meaning.
 */
export const EXIT = {
  proven: 0,
  error: 1,
  allowedLosses: 10,
  blocked: 11,
  failed: 12,
  differences: 13,
  lostContact: 14,
  interrupted: 15,
} as const

/** What an error says besides its message. */
export interface MigrationErrorDetails {
  /** Stable and kebab-case, for scripts: `source-not-found`. */
  code: string
  /** What to do next, one sentence or command each. */
  suggestions?: string[]
  exit?: number
}

/**
 * The only error that this plugin throws to the CLI, which prints `message`, `code` and `suggestions` and exits with `oclif.exit`.
 * It holds no driver's error: those carry SQL, addresses and passwords, and the CLI reports errors with all their fields.
 */
export class MigrationError extends Error {
  /** What the CLI prints before the message. */
  override readonly name = 'Error'
  readonly code: string
  readonly suggestions: string[]
  readonly oclif: {exit: number}

  constructor(message: string, {code, suggestions = [], exit = EXIT.error}: MigrationErrorDetails) {
    super(redact(message))
    this.code = code
    this.suggestions = suggestions.map(text => redact(text))
    this.oclif = {exit}
  }
}

/**
 * Removes secrets from a text: passwords in URLs, connection strings and JSON, and the signatures of presigned URLs.
 * A password in a URL may hold any character but white space, so it ends at the last `@` of its word.
 */
export function redact(text: string): string {
  return text
    .replaceAll(PASSWORD_IN_URL, '$1:***@')
    .replaceAll(SIGNATURE, '$1=***')
    .replaceAll(ASSIGNED, '$1=***')
    .replaceAll(QUOTED, '$1$2***$2')
}

/** `mysql://USER:PASSWORD@HOST` in suggestions is not a secret. */
const PASSWORD_IN_URL = /(:\/\/[^\s:/]*):(?!PASSWORD@[^\s@]+(?:\s|$))\S*@/g
/** In presigned URLs, https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html; their values are percent-encoded. */
const SIGNATURE = /(X-Amz-(?:Signature|Credential|Security-Token)|\bSignature)=[\w.~%+/-]+/gi
/** `PGPASSWORD=...`, `password='...'`, `AWS_SESSION_TOKEN=...` */
const ASSIGNED = /((?:password|passwd|pwd|secret|token)\w*)=(?:'(?:[^'\\]|\\.)*'|[^&\s]+)/gi
/** `"password": "..."`, `secretAccessKey: '...'` */
const QUOTED = /((?:password|passwd|pwd|secret|token)\w*["']?\s*:\s*)(["'])(?:(?!\2)[^\\]|\\.)*\2/gi
