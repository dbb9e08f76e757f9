import {Buffer} from 'node:buffer'

import {giveBack, takeMemory} from './spare-memory.js'
import {wordsOf} from './words-of.js'

/** Below this, copying byte by byte is cheaper than `copy`, which makes an object each time. */
const FEW_BYTES = 64

/** How many bytes of COPY text are handed over at once. */
const BUFFER_BYTES = 1 << 20

/**
 * A growing buffer of COPY text that encoders append to. `take` hands it over as a whole,
 * so that rows become a few large buffers instead of many small ones.
 */
export class CopyBuffer {
  bytes!: Buffer
  /** The same memory, for writing four bytes at a time. */
  words!: DataView
  length = 0

  constructor(private readonly size = BUFFER_BYTES) {
    this.use(takeMemory(size))
  }

  /** Makes room for `count` more bytes, which the caller then writes at `length`. */
  reserve(count: number): void {
    const needed = this.length + count
    if (needed <= this.bytes.length) return
    // With room for the few bytes after a value: for a value of 100 MB they would otherwise double the memory.
    const grown = takeMemory(Math.max(needed + (needed >> 5), this.bytes.length * 2))
    const small = this.bytes
    small.copy(grown, 0, 0, this.length)
    this.use(grown)
    giveBack(small)
  }

  push(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1)
    this.bytes[this.length++] = byte
  }

  append(source: Buffer, start: number, end: number): void {
    this.reserve(end - start)
    if (end - start > FEW_BYTES) source.copy(this.bytes, this.length, start, end)
    else this.appendFew(source, start, end)
    this.length += end - start
  }

  private appendFew(source: Buffer, start: number, end: number): void {
    const words = wordsOf(source)
    const shift = this.length - start
    let at = start
    for (; at + 4 <= end; at += 4) this.words.setInt32(at + shift, words.getInt32(at))
    for (; at < end; at++) this.bytes[at + shift] = source[at]!
  }

  /** Appends short ASCII text. */
  appendAscii(text: string): void {
    this.reserve(text.length)
    for (let at = 0; at < text.length; at++) this.bytes[this.length++] = text.charCodeAt(at)
  }

  /** Returns everything written so far; the buffer starts over in other memory. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length)
    this.use(takeMemory(this.size))
    this.length = 0
    return taken
  }

  private use(bytes: Buffer): void {
    this.bytes = bytes
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
}
