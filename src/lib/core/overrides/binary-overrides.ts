import {geometryType} from '../convert/columns/geometry-types.js'
import {otherThanPointSql} from '../value-conditions.js'
import {asUsual, type TypeOverride} from './type-override.js'
import {utf8Bytes} from '../text-bytes.js'

/** What rules can make of binary, varbinary and the blobs: bytes, or the UTF-8 text that they are. */
export const BYTES_OVERRIDES: TypeOverride[] = [
  asUsual('bytea'),
  {
    as: 'text',
    convert: () => ({type: 'text', encoding: {kind: 'text'}}),
    misfit: name => `NOT (${name} <=> ${utf8Bytes(name)}) OR INSTR(${name}, 0x00) > 0`,
  },
]

/** Of binary(16) and varbinary(16), besides. Postgres reads 32 hexadecimal digits as a uuid. */
export const UUID_OVERRIDES: TypeOverride[] = [
  {
    as: 'uuid',
    convert: (_, {rule}) => ({
      type: 'uuid',
      encoding: {kind: 'ascii'},
      select: name => (rule.swapped ? swappedHex(name) : `HEX(${name})`),
    }),
    misfit: (name, {dataType}) => (dataType === 'binary' ? null : `LENGTH(${name}) <> 16`),
  },
]

/** uuid_to_bin(x, 1) puts the third and the second group before the first. */
function swappedHex(name: string): string {
  const digits = (start: number, count: number): string => `SUBSTR(HEX(${name}), ${start}, ${count})`
  return `CONCAT(${[digits(9, 8), digits(5, 4), digits(1, 4), digits(17, 16)].join(', ')})`
}

export const GEOMETRY_OVERRIDES: TypeOverride[] = [
  {as: 'bytea', convert: (_, context) => geometryType(context)},
  {
    as: 'point',
    convert: () => ({type: 'point', encoding: {kind: 'point'}}),
    misfit: otherThanPointSql,
  },
]
