import {INTEGER_SIZE, OFFSET_SIZE} from './format.js'

/** Writes the primitives of pg_dump's archive format: `WriteInt`, `WriteStr` and `WriteOffset` of the PostgreSQL source. */
export class ByteWriter {
  private readonly parts: Buffer[] = []

  byte(value: number): this {
    this.parts.push(Buffer.of(value))
    return this
  }

  /** ASCII without a length before it. */
  ascii(text: string): this {
    this.parts.push(Buffer.from(text, 'latin1'))
    return this
  }

  /** A sign byte (1 for negative), then the magnitude, little-endian. */
  integer(value: number): this {
    const bytes = Buffer.alloc(1 + INTEGER_SIZE)
    bytes[0] = value < 0 ? 1 : 0
    bytes.writeUInt32LE(Math.abs(value), 1)
    this.parts.push(bytes)
    return this
  }

  /** UTF-8 after its length in bytes. NULL is not the empty string: its length is -1. */
  string(text: string | null): this {
    if (text === null) return this.integer(-1)
    const bytes = Buffer.from(text, 'utf8')
    this.integer(bytes.length)
    this.parts.push(bytes)
    return this
  }

  /** A state, then the position in the archive, little-endian; 0 if the state says that it is not known. */
  offset(state: number, position = 0): this {
    const bytes = Buffer.alloc(OFFSET_SIZE)
    bytes.writeBigUInt64LE(BigInt(position))
    this.byte(state)
    this.parts.push(bytes)
    return this
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.parts)
  }
}
