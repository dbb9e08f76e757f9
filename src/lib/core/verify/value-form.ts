import type {MysqlColumn, MysqlServer} from '../mysql-schema.js'
import type {ColumnCopy} from '../table-copy.js'
import type {ColumnProfile} from '../table-profile.js'

import {bytesForm, geometryForm, pointForm, vectorForm} from './binary-forms.js'
import {dateForm, durationForm} from './date-forms.js'
import {jsonForm} from './json-forms.js'
import {bitForm, booleanForm, doubleForm, integerForm, numericForm} from './number-forms.js'
import {setForm, textForm} from './text-forms.js'
import {inetForm, uuidForm} from './address-forms.js'

/**
 * How both servers, each by an expression of its own, convert equal values of a column to the same bytes, and different
 * values to different ones. NULL stays NULL.
 */
export interface ValueForm {
  /** MySQL expression. */
  mysql: string
  /** Postgres expression. */
  postgres: string
  /**
   * `plain`: short, without `|`, never empty. `free`: any text. `long`: text that may be too long to concatenate with
   * others; `json`: the same for a JSON value, which shows where it ends. `bytes`: a binary string and a bytea.
   */
  kind: 'bytes' | 'free' | 'json' | 'long' | 'plain'
  /** The length of the form in bytes, if it is known without computing the form; approximate for JSON. */
  size?: {mysql: string; postgres: string}
  /** A cheaper MySQL expression with the same result for a value that is written as Postgres writes it. Tried first. */
  hasty?: {mysql: string}
  /** More thorough expressions, in which more equal values agree; they cost more and are only used where sums differ. */
  thorough?: {mysql: string; postgres: string}
  /** What is shown of a value, if that is not what is compared. */
  show?: {mysql: string; postgres: string}
  /**
   * Postgres type in which values of different forms may still be equal: `1e2` and `100` in jsonb. Postgres then reads
   * MySQL's text as this type, and both texts of it are compared.
   */
  recheck?: {type: string; mysql?: string; postgres?: string}
}

/** A column on both sides, as the plan has it. */
export interface ValueColumn {
  copy: ColumnCopy
  source: MysqlColumn
  server: MysqlServer
  /** What was counted in the column where its values are compared. */
  profile?: ColumnProfile
  /** Postgres type. */
  type: string
  /** The column in Postgres, quoted. */
  target: string
}

/** The form of a column's values. Types that come from rules or extensions are compared as text. */
export function valueForm(column: ValueColumn): ValueForm {
  const type = column.type.replace(/\(.*\)/, '')
  return Object.hasOwn(FORMS, type) ? FORMS[type]!(column) : textForm(column)
}

const FORMS: Record<string, (column: ValueColumn) => ValueForm> = {
  smallint: integerForm,
  integer: integerForm,
  bigint: integerForm,
  numeric: numericForm,
  real: doubleForm,
  'double precision': doubleForm,
  boolean: booleanForm,
  bit: bitForm,
  bytea: column => (column.copy.encoding.kind === 'ewkb' ? geometryForm(column) : bytesForm(column)),
  point: pointForm,
  'real[]': vectorForm,
  date: dateForm,
  timestamp: dateForm,
  timestamptz: dateForm,
  time: durationForm,
  interval: durationForm,
  'text[]': setForm,
  jsonb: jsonForm,
  json: textForm,
  uuid: uuidForm,
  inet: inetForm,
}
