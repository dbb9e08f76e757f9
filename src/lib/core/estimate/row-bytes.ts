import {headerBytes} from '../convert/wide-rows.js'
import {pglzBytes} from './pglz-bytes.js'
import {aligned, type StoredType} from './stored-type.js'

/** The bytes that a row takes in its table's pages, and those that are moved out of it. */
export interface RowBytes {
  /** The row with its header. */
  row: number
  /** Each piece of the values that are moved out, with its header; a piece is a row of the TOAST table. */
  pieces: number[]
}

/** A value in its row: NULL, in place (packed or not), or only a pointer to its pieces. */
interface Place {
  type: StoredType
  /** Bytes without its length header; null for NULL. */
  bytes: number | null
  isTried: boolean
  isOut: boolean
  content: () => Uint8Array
}

/** A longer row is shortened until it fits: `TOAST_TUPLE_TARGET` of Postgres' `heaptoast.h`. */
const TARGET = 2032
/** The bytes of a moved-out value in one piece: `TOAST_MAX_CHUNK_SIZE`. */
const PIECE = 1996
/** The bytes that a moved-out value leaves in its row. */
const POINTER = 18
/** The header of a piece's row, and the two numbers that say which value it belongs to, and where. */
const PIECE_HEADER = 24 + 8
/** Values up to this many bytes have a header of one byte and no alignment. */
const PACKED = 126

/** Lays a row out as Postgres does; `values` are in Postgres' spelling, in the order of the columns. */
export function rowBytes(types: readonly StoredType[], values: ReadonlyArray<string | null>): RowBytes {
  const places = types.map((type, at): Place => {
    const value = values[at] ?? null
    return {
      type,
      bytes: value === null ? null : type.bytesOf(value),
      isTried: type.fixed !== undefined,
      isOut: false,
      content: () => type.content(value ?? ''),
    }
  })
  const hasNull = places.some(({bytes}) => bytes === null)
  const header = headerBytes(hasNull ? types.length : 0)
  const pieces = shorten(places, TARGET - header)
  return {row: header + dataBytes(places), pieces}
}

/** The bytes of the values of an index entry. */
export function valuesBytes(types: readonly StoredType[], values: ReadonlyArray<string | null>): number {
  let end = 0
  for (const [at, type] of types.entries()) {
    const value = values[at] ?? null
    if (value !== null) end = valueEnd(type, type.bytesOf(value), end)
  }

  return end
}

function dataBytes(places: readonly Place[]): number {
  let end = 0
  for (const {type, bytes, isOut} of places) {
    if (bytes !== null) end = isOut ? end + POINTER : valueEnd(type, bytes, end)
  }

  return end
}

function valueEnd(type: StoredType, bytes: number, start: number): number {
  if (type.fixed !== undefined) return aligned(start, type.align) + bytes
  return bytes <= PACKED ? start + 1 + bytes : aligned(start, type.align) + 4 + bytes
}

/** While the row is too long, the longest values are compressed, and then the longest are moved out. */
function shorten(places: readonly Place[], most: number): number[] {
  const pieces: number[] = []
  const moveOut = (place: Place): void => {
    pieces.push(...piecesOf(place.bytes ?? 0))
    place.isOut = true
  }

  while (dataBytes(places) > most) {
    const place = longest(places.filter(({isTried, isOut}) => !isTried && !isOut))
    if (!place) break
    place.isTried = true
    place.bytes = pglzBytes(Buffer.from(place.content())) ?? place.bytes
    if ((place.bytes ?? 0) > most) moveOut(place)
  }

  while (dataBytes(places) > most) {
    const place = longest(places.filter(({type, isOut}) => type.fixed === undefined && !isOut))
    if (!place) break
    moveOut(place)
  }

  return pieces
}

/** A value that is not longer than the pointer is never worth moving. */
function longest(places: readonly Place[]): Place | undefined {
  const [first] = places
    .filter(({bytes}) => (bytes ?? 0) > aligned(POINTER, 8))
    .sort((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0))
  return first
}

function piecesOf(bytes: number): number[] {
  const whole = Array.from({length: Math.floor(bytes / PIECE)}, () => PIECE_HEADER + 4 + PIECE)
  const rest = bytes % PIECE
  return rest === 0 ? whole : [...whole, PIECE_HEADER + (rest <= PACKED ? 1 : 4) + rest]
}
