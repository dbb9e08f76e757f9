import {typeNote, unknownTypeHazard, zerofillNote} from './column-hazards.js'
import {columnLabels} from './column-labels.js'
import type {ColumnContext, ColumnType, ConvertType} from './column-type.js'
import {dateType, datetimeType, timestampType, timeType} from './date-types.js'
import type {Encoding} from '../../encode/encoding.js'
import {enumType} from './enum-type.js'
import {geometryType, pointType} from './geometry-types.js'
import {integerType, isNarrow, isUnsigned} from './integer-types.js'
import {isJsonColumn} from './json-columns.js'
import {jsonTextType, jsonType} from './json-types.js'
import type {MysqlColumn, MysqlTable} from '../../mysql-schema.js'
import {findOverride} from '../../overrides/find-override.js'
import {overrideType} from '../../overrides/override-type.js'
import type {ProfileQuestion} from '../profile-questions.js'
import type {ColumnSettings} from '../../rules/migration-rules.js'
import {TEXT_QUESTIONS} from '../../table-profile.js'
import {textType} from '../text/text-type.js'

/** Every type of MySQL 9 and MariaDB 12, as information_schema names them. */
export type MysqlType =
  | 'bigint'
  | 'binary'
  | 'bit'
  | 'blob'
  | 'char'
  | 'date'
  | 'datetime'
  | 'decimal'
  | 'double'
  | 'enum'
  | 'float'
  | 'geomcollection'
  | 'geometry'
  | 'geometrycollection'
  | 'inet4'
  | 'inet6'
  | 'int'
  | 'json'
  | 'linestring'
  | 'longblob'
  | 'longtext'
  | 'mediumblob'
  | 'mediumint'
  | 'mediumtext'
  | 'multilinestring'
  | 'multipoint'
  | 'multipolygon'
  | 'point'
  | 'polygon'
  | 'set'
  | 'smallint'
  | 'text'
  | 'time'
  | 'timestamp'
  | 'tinyblob'
  | 'tinyint'
  | 'tinytext'
  | 'uuid'
  | 'varbinary'
  | 'varchar'
  | 'vector'
  | 'year'

/** Everything we know about one MySQL type. */
export interface TypeRule {
  /** What must be counted in the data before the type is chosen. */
  asks: ProfileQuestion[]
  /** Which columns of the type it is counted in; all of them when absent. */
  asksOf?: (column: MysqlColumn) => boolean
  convert: ConvertType
  /** MySQL condition for the values that `misfits` counts. */
  misfit?: string
}

const text: TypeRule = {asks: [...TEXT_QUESTIONS], convert: context => textType('text', context)}
const varchar: TypeRule = {
  asks: [...TEXT_QUESTIONS],
  // MySQL cuts the padding of char(n) when it is read; Postgres' char(n) would show it. char(0) is the empty string.
  convert: context => textType(`varchar(${Math.max(context.column.length ?? 1, 1)})`, context),
}
const bytea = always('bytea', {kind: 'bytea'})
const geometry: TypeRule = {asks: [], convert: geometryType}

/** A MySQL type that is missing here does not compile. */
const COLUMN_TYPES: Record<MysqlType, TypeRule> = {
  tinyint: {asks: ['min', 'max'], asksOf: isNarrow, convert: integerType('tinyint')},
  smallint: {asks: [], convert: integerType('smallint')},
  mediumint: {asks: [], convert: integerType('mediumint')},
  int: {asks: [], convert: integerType('int')},
  bigint: {asks: ['max'], asksOf: isUnsigned, convert: integerType('bigint')},
  decimal: {asks: [], convert: decimalType},
  float: {asks: [], convert: floatType},
  double: {asks: [], convert: context => numberType('double precision', context)},
  bit: {asks: [], convert: bitType},
  char: varchar,
  varchar,
  tinytext: text,
  text,
  mediumtext: text,
  longtext: text,
  binary: bytea,
  varbinary: bytea,
  tinyblob: bytea,
  blob: bytea,
  mediumblob: bytea,
  longblob: bytea,
  date: {asks: ['zeroDates', 'partialDates'], convert: dateType},
  datetime: {asks: ['zeroDates', 'partialDates'], convert: datetimeType},
  timestamp: {asks: ['zeroDates', 'partialDates'], convert: timestampType},
  time: {asks: ['timesOutOfDay'], convert: timeType},
  year: always('smallint', {kind: 'ascii'}),
  enum: {asks: ['emptyLabels'], convert: enumType},
  set: {asks: [], convert: setType},
  json: {asks: ['jsonNuls'], convert: jsonType},
  uuid: always('uuid', {kind: 'ascii'}),
  inet4: always('inet', {kind: 'ascii'}),
  inet6: always('inet', {kind: 'ascii'}),
  vector: {asks: [], convert: vectorType},
  geometry,
  point: {asks: ['otherThanPoints'], convert: pointType},
  linestring: geometry,
  polygon: geometry,
  multipoint: geometry,
  multilinestring: geometry,
  multipolygon: geometry,
  geomcollection: geometry,
  geometrycollection: geometry,
}

/** The rule of a column's type; a user's rule may choose another type, an unknown type goes over as text and blocks. */
export function typeRule(table: MysqlTable, column: MysqlColumn, {as}: ColumnSettings): TypeRule {
  const usual = usualRule(table, column)
  const found = as === undefined ? undefined : findOverride(table, column, as)
  return found ? overrideType(usual, column, found) : usual
}

function usualRule(table: MysqlTable, column: MysqlColumn): TypeRule {
  if (column.dataType !== 'json' && isJsonColumn(table, column)) return JSON_TEXT
  return isKnown(column.dataType) ? COLUMN_TYPES[column.dataType] : UNKNOWN
}

/** MariaDB checks JSON when it is written, unless that was turned off; MySQL cannot hold any that is invalid. */
const JSON_TEXT: TypeRule = {asks: ['jsonNuls', 'invalidJson'], convert: jsonTextType}

const UNKNOWN: TypeRule = {
  asks: [],
  convert: context => ({type: 'text', encoding: {kind: 'text'}, hazards: [unknownTypeHazard(context)]}),
}

function isKnown(dataType: string): dataType is MysqlType {
  return Object.hasOwn(COLUMN_TYPES, dataType)
}

function always(type: string, encoding: Encoding): TypeRule {
  return {asks: [], convert: () => ({type, encoding})}
}

function numberType(type: string, context: ColumnContext): ColumnType {
  const hazards = context.column.columnType.includes('zerofill') ? [zerofillNote(context)] : []
  return {type, encoding: {kind: 'ascii'}, hazards}
}

function decimalType(context: ColumnContext): ColumnType {
  const {precision, scale} = context.column
  return numberType(`numeric(${precision ?? 10},${scale ?? 0})`, context)
}

/** As text MySQL gives a float only six digits; as a double it is exact, and real rounds it back. */
function floatType(context: ColumnContext): ColumnType {
  return {...numberType('real', context), select: column => `CAST(${column} AS DOUBLE)`}
}

function bitType({column}: ColumnContext): ColumnType {
  const width = Number(/\d+/.exec(column.columnType)?.[0] ?? 1)
  return width === 1
    ? {type: 'boolean', encoding: {kind: 'bit-boolean'}}
    : {type: `bit(${width})`, encoding: {kind: 'bit', width}}
}

function setType({column}: ColumnContext): ColumnType {
  return {type: 'text[]', members: columnLabels(column.columnType), encoding: {kind: 'set'}}
}

function vectorType(context: ColumnContext): ColumnType {
  const note = typeNote(
    context,
    'A vector becomes real[], with every number exactly as it is.',
    'With the extension pgvector: ALTER TABLE … ALTER COLUMN … TYPE vector.',
  )
  return {type: 'real[]', encoding: {kind: 'vector'}, hazards: [note]}
}
