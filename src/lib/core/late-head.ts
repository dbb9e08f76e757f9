import type {Buffer} from 'node:buffer'

/** The first bytes of a stream that are only known at its end: they replace what was streamed in their place. */
export interface LateHead {
  /** In bytes; known from the start. */
  size: number
  /** The bytes that belong there. Called when the stream has ended. */
  bytes: () => Buffer
}
