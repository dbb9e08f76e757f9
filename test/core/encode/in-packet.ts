import {Buffer} from 'node:buffer'

/** All bytes that are a character by themselves. */
export const ASCII = Array.from({length: 0x80}, (_, byte) => byte)
/** Where a byte stands among others that are read four at a time, and how many follow. */
export const PLACES = [0, 1, 2, 3, 4, 5, 7, 8].flatMap(before =>
  [0, 1, 2, 3, 4, 9].map(after => ({before, after})),
)

/** The value as it stands in the middle of a packet, between bytes that are none of it. */
export function inPacket(value: Buffer): {bytes: Buffer; start: number; end: number} {
  const bytes = Buffer.concat([Buffer.from('\0\\\t'), value, Buffer.from('\\\0\n\0')])
  return {bytes, start: 3, end: 3 + value.length}
}

/** A byte, or a few, with tildes before and blanks behind it. */
export function around(byte: Buffer | number, {before, after}: {before: number; after: number}): Buffer {
  const middle = typeof byte === 'number' ? Buffer.from([byte]) : byte
  return Buffer.concat([Buffer.from('~'.repeat(before)), middle, Buffer.from(' '.repeat(after))])
}
