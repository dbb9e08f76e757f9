import {Buffer} from 'node:buffer'

import type {CopyBuffer} from './copy-buffer.js'
import {RefusedValue} from './refused-value.js'

/** The two digits of each byte, as a number of 16 bits. */
const HEX = Uint16Array.from({length: 256}, (_, byte) =>
  Buffer.from(byte.toString(16).padStart(2, '0')).readUInt16BE(),
)

/** Writes bytea: `\x` and hexadecimal digits, with the backslash doubled for COPY. */
export function copyBytea(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  openBytea(out)
  appendHex(bytes, start, end, out)
}

/**
 * Writes MySQL's geometry (4 bytes SRID, then little-endian WKB) as EWKB: a flag in the type says that an SRID follows.
 * MySQL: https://dev.mysql.com/doc/refman/9.1/en/gis-data-formats.html; EWKB: PostGIS' doc/ZMSgeoms.txt.
 */
export function encodeEwkb(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkGeometry(bytes, start, end)
  openBytea(out)
  if (bytes.readUInt32LE(start) === 0) return appendHex(bytes, start + SRID_BYTES, end, out)
  const type = start + SRID_BYTES + 1
  appendHex(bytes, start + SRID_BYTES, type + 3, out)
  out.appendAscii((bytes[type + 3]! | HAS_SRID).toString(16))
  appendHex(bytes, start, start + SRID_BYTES, out)
  appendHex(bytes, type + 4, end, out)
}

/** Writes a plain point: SRID 0, little-endian, type 1, two doubles. */
export function encodePoint(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  checkGeometry(bytes, start, end)
  const isPlain =
    end - start === POINT_BYTES && bytes.readUInt32LE(start) === 0 && bytes.readUInt32LE(start + 5) === 1
  if (!isPlain) throw new RefusedValue('it is not a plain point without an SRID')
  out.appendAscii(
    `(${numberText(bytes.readDoubleLE(start + 9))},${numberText(bytes.readDoubleLE(start + 17))})`,
  )
}

/** Writes little-endian 32-bit floats; as doubles they print with more digits than needed, and are read back exactly. */
export function encodeVector(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  const numbers: string[] = []
  for (let at = start; at < end; at += 4) numbers.push(numberText(bytes.readFloatLE(at)))
  out.appendAscii(`{${numbers.join(',')}}`)
}

const SRID_BYTES = 4
const POINT_BYTES = 25
/** The highest bits of the type's last byte: 0x20000000. */
const HAS_SRID = 0x20
const LITTLE_ENDIAN = 1

function checkGeometry(bytes: Buffer, start: number, end: number): void {
  if (end - start < 9 || bytes[start + SRID_BYTES] !== LITTLE_ENDIAN)
    throw new RefusedValue('it is not a geometry as MySQL stores it')
}

function openBytea(out: CopyBuffer): void {
  out.appendAscii(String.raw`\\x`)
}

function appendHex(bytes: Buffer, start: number, end: number, out: CopyBuffer): void {
  out.reserve((end - start) * 2)
  const {words} = out
  let at = out.length
  for (let index = start; index < end; index++, at += 2) words.setUint16(at, HEX[bytes[index]!]!)
  out.length = at
}

/** JavaScript's text of a number leaves out the sign of -0. */
function numberText(number: number): string {
  return Object.is(number, -0) ? '-0' : String(number)
}
