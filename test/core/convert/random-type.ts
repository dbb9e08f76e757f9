import * as fc from 'fast-check'

import {HOSTILE} from '../hostile-names.js'

/** A MySQL type with its attributes, and literals of it. */
export interface RandomType {
  sql: string
  value: fc.Arbitrary<string>
  /** Takes a literal as DEFAULT on both servers. */
  canDefault: boolean
  /** Fits in a key as a whole. */
  canKey: boolean
  isText: boolean
  isNumber: boolean
}

/** Any type of the server. */
export function randomType(flavor: 'mariadb' | 'mysql'): fc.Arbitrary<RandomType> {
  return fc.oneof(
    integer,
    integer,
    decimal,
    float,
    bit,
    text,
    text,
    binary,
    temporal,
    temporal,
    labels,
    json,
    geometry,
    flavor === 'mariadb' ? mariadbOnly : vector,
  )
}

const PLAIN = {canDefault: true, canKey: true, isText: false, isNumber: false}

const BITS = {tinyint: 8n, smallint: 16n, mediumint: 24n, int: 32n, bigint: 64n} as const

const integer = fc
  .record({
    name: fc.constantFrom('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'tinyint(1)'),
    sign: fc.constantFrom('', '', ' unsigned', ' unsigned zerofill'),
  })
  .map(({name, sign}): RandomType => {
    const bits = BITS[name.replace('(1)', '') as keyof typeof BITS]
    const [min, max] =
      sign === '' ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n]
    const value = fc.oneof(fc.constantFrom(min, max), fc.constantFrom(0n, 1n), fc.bigInt({min, max}))
    return {...PLAIN, sql: name + sign, value: value.map(String), isNumber: true}
  })

const decimal = fc
  .tuple(fc.integer({min: 1, max: 65}), fc.integer({min: 0, max: 30}))
  .filter(([precision, scale]) => scale <= precision)
  .map(([precision, scale]): RandomType => {
    const largest = 10n ** BigInt(precision) - 1n
    const value = fc.oneof(fc.constantFrom(largest, -largest, 0n), fc.bigInt({min: -largest, max: largest}))
    return {
      ...PLAIN,
      sql: `decimal(${precision},${scale})`,
      value: value.map(digits => scaled(digits, scale)),
      isNumber: true,
    }
  })

function scaled(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const fraction = scale === 0 ? '' : `.${text.slice(-scale)}`
  return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - scale)}${fraction}`
}

const float = fc
  .constantFrom('float', 'double', 'float(7,3)', 'double(12,4)', 'double unsigned')
  .map((sql): RandomType => {
    const ranged = /\(/.test(sql)
    const value = ranged
      ? fc.integer({min: -9_999_000, max: 9_999_000}).map(number => String(number / 1000))
      : sql === 'float'
        ? fc.float({noNaN: true, noDefaultInfinity: true}).map(String)
        : fc.double({noNaN: true, noDefaultInfinity: true, ...(sql === 'double' ? {} : {min: 0})}).map(String)
    return {...PLAIN, sql, value, isNumber: false, canKey: false}
  })

const bit = fc.integer({min: 1, max: 64}).map((width): RandomType => {
  const value = fc.bigInt({min: 0n, max: (1n << BigInt(width)) - 1n}).map(bits => `b'${bits.toString(2)}'`)
  return {...PLAIN, sql: `bit(${width})`, value}
})

const CHARACTERS = {
  latin1: ['a', 'Z', '0', ' ', "'", '"', '\\', '\n', '\t', 'é', 'ß', '€', 'ÿ', ',', '{', '%'],
  ascii: ['a', 'Z', '0', ' ', "'", '"', '\\', '\n', '\u0001', '\u007F', '$'],
  utf8mb3: ['a', 'é', '日', '\uFFFD', '\u200B', "'", '\\', '\r', 'e\u0301'],
  utf8mb4: [
    'a',
    'B',
    'é',
    '日',
    '😀',
    '\\',
    "'",
    '"',
    '\n',
    '\t',
    '\b',
    '\v',
    '\f',
    '\u202E',
    '\uFEFF',
    '|',
    String.raw`\N`,
    String.raw`\.`,
  ],
  sjis: ['a', '日', '本', 'ｱ'],
  gbk: ['a', '中', '文'],
  utf16: ['a', '日', '😀'],
} as const

const text = fc
  .record({
    charset: fc.constantFrom(...(Object.keys(CHARACTERS) as (keyof typeof CHARACTERS)[])),
    type: fc.constantFrom('char', 'varchar', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'),
    length: fc.integer({min: 1, max: 40}),
  })
  .map(({charset, type, length}): RandomType => {
    const sized = /char/.test(type)
    const characters: fc.Arbitrary<string> = fc.constantFrom<string>(...CHARACTERS[charset])
    const words = fc.array(characters, {maxLength: sized ? length : 60}).map(all => [...all.join('')])
    const hostile = charset === 'utf8mb4' ? fc.constantFrom(...HOSTILE).map(name => [...name]) : words
    const value = fc
      .oneof(words, words, hostile)
      .map(all => quoteText((sized ? all.slice(0, length) : all).join('')))
    return {
      sql: `${type}${sized ? `(${length})` : ''} CHARACTER SET ${charset}`,
      value,
      canDefault: sized,
      canKey: sized,
      isText: true,
      isNumber: false,
    }
  })

const binary = fc
  .record({
    type: fc.constantFrom('binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'),
    length: fc.integer({min: 1, max: 40}),
  })
  .map(({type, length}): RandomType => {
    const sized = type.endsWith('binary')
    const bytes = fc.uint8Array({maxLength: sized ? length : 50})
    const value = bytes.map(all => `x'${Buffer.from(all).toString('hex')}'`)
    return {...PLAIN, sql: `${type}${sized ? `(${length})` : ''}`, value, canDefault: sized, canKey: sized}
  })

const temporal = fc
  .record({
    type: fc.constantFrom('date', 'datetime', 'timestamp', 'time', 'year'),
    digits: fc.integer({min: 0, max: 6}),
  })
  .map(({type, digits}): RandomType => {
    const sized = type !== 'date' && type !== 'year'
    return {...PLAIN, sql: sized ? `${type}(${digits})` : type, value: moments(type)}
  })

function moments(type: string): fc.Arbitrary<string> {
  if (type === 'year') return fc.oneof(fc.constant('0'), fc.integer({min: 1901, max: 2155}).map(String))
  if (type === 'time')
    return fc
      .tuple(fc.integer({min: -838, max: 838}), fc.nat({max: 59}), fc.nat({max: 999_999}))
      .map(([hours, minutes, micros]) => `'${hours}:${pad(minutes)}:59.${String(micros).padStart(6, '0')}'`)
  const [min, max] = type === 'timestamp' ? ['1971-01-01', '2037-12-31'] : ['0001-01-01', '9999-12-31']
  const real = fc
    .date({min: new Date(min), max: new Date(max), noInvalidDate: true})
    .map(date => date.toISOString().replace('T', ' ').replace('Z', '').replace(/^\+00/, ''))
  const zero =
    type === 'timestamp' ? ['0000-00-00 00:00:00'] : ['0000-00-00', '2024-00-00', '2024-05-00', '0000-01-01']
  return fc
    .oneof({weight: 9, arbitrary: real}, {weight: 1, arbitrary: fc.constantFrom(...zero)})
    .map(date => `'${type === 'date' ? date.slice(0, 10) : date}'`)
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

const labels = fc
  .record({
    kind: fc.constantFrom('enum', 'set'),
    names: fc.uniqueArray(
      fc.constantFrom(
        'a',
        'b c',
        "it's",
        String.raw`back\slash`,
        '"',
        'é',
        '日',
        '$1',
        '{}',
        'NULL',
        '',
        '%',
        'UP',
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  .map(({kind, names}): RandomType => {
    const usable = kind === 'set' ? names.filter(name => name !== '') : names
    const all = usable.length > 0 ? usable : ['only']
    const one = fc.constantFrom(...all).map(quoteText)
    const some = fc.subarray(all).map(chosen => quoteText(chosen.join(',')))
    return {
      ...PLAIN,
      sql: `${kind}(${all.map(quoteText).join(', ')}) CHARACTER SET utf8mb4`,
      value: kind === 'set' ? some : one,
    }
  })

const json = fc.constant<RandomType>({
  sql: 'json',
  value: fc.jsonValue({maxDepth: 3}).map(found => quoteText(JSON.stringify(found))),
  canDefault: false,
  canKey: false,
  isText: false,
  isNumber: false,
})

const coordinate = fc.integer({min: -9000, max: 9000}).map(number => number / 100)
const position = fc.tuple(coordinate, coordinate).map(([x, y]) => `${x} ${y}`)
const SHAPES: Record<string, fc.Arbitrary<string>> = {
  point: position.map(at => `POINT(${at})`),
  linestring: fc.tuple(position, position, position).map(all => `LINESTRING(${all.join(',')})`),
  polygon: fc.constant('POLYGON((0 0,0 5,5 5,5 0,0 0))'),
  multipoint: fc.tuple(position, position).map(all => `MULTIPOINT(${all.join(',')})`),
  geometrycollection: position.map(at => `GEOMETRYCOLLECTION(POINT(${at}))`),
}
const geometry = fc.constantFrom(...Object.keys(SHAPES), 'geometry').map((sql): RandomType => {
  const shape = SHAPES[sql] ?? fc.oneof(...Object.values(SHAPES))
  const value = fc
    .tuple(shape, fc.constantFrom('', ', 4326'))
    .map(([wkt, srid]) => `ST_GeomFromText('${wkt}'${srid})`)
  return {sql, value, canDefault: false, canKey: false, isText: false, isNumber: false}
})

const vector = fc.integer({min: 1, max: 5}).map((size): RandomType => {
  const value = fc.array(fc.float({noNaN: true, noDefaultInfinity: true}), {minLength: size, maxLength: size})
  return {
    sql: `vector(${size})`,
    value: value.map(all => `STRING_TO_VECTOR('[${all.join(',')}]')`),
    canDefault: false,
    canKey: false,
    isText: false,
    isNumber: false,
  }
})

const mariadbOnly = fc.constantFrom('uuid', 'inet4', 'inet6').map((sql): RandomType => {
  const value = {
    uuid: fc.uuid(),
    inet4: fc.ipV4(),
    inet6: fc.ipV6().filter(address => !address.includes('.')),
  }[sql as 'inet4' | 'inet6' | 'uuid']
  return {...PLAIN, sql, value: value.map(quoteText)}
})

/** DDL takes plain literals only. */
export function quoteText(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replaceAll('\0', String.raw`\0`)}'`
}
