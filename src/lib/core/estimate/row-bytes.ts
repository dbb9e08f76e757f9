import {headerBytes} from '../convert/wide-rows.js'
import {pglzBytes} from './pglz-bytes.js'
import {aligned, type StoredType} from './stored-type.js'

/** What a row takes in its table's pages, and what of it is moved out. */
export interface RowBytes {
  /** The row with its header. */
  row: number
  /** Each piece of the values that are moved out, with its header; such a piece is a row of the table's TOAST table. */
  pieces: number[]
}

/** A value in its row: NULL, in place (packed or not), or only a pointer to where it is. */
interface Place {
  type: StoredType
  /** Without the header of its length; null for NULL. */
  bytes: number | null
  isTried: boolean
  isOut: boolean
  content: () => Uint8Array
}

/** A longer row is made shorter until it fits: `TOAST_TUPLE_TARGET` of Postgres' `heaptoast.h`. */
const TARGET = 2032
/** Of a value that is moved out, in one piece: `TOAST_MAX_CHUNK_SIZE`. */
const PIECE = 1996
/** What a value that is moved out leaves behind. */
const POINTER = 18
/** The header of a piece's row, and two numbers that say what it is of. */
const PIECE_HEADER = 24 + 8
/** Values up to so many bytes have a header of one byte and no alignment. */
const PACKED = 126

/** How Postgres lays a row out: `values` are as it shows them, in the order of the columns. */
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

/** What the values of one entry of an index take together. */
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

/** The longest value is compressed first, and so on; then the longest are moved out, as long as the row is too long. */
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

/** None is worth it that is not longer than the pointer that it would leave. */
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
