import type {ColumnType} from '../convert/columns/column-type.js'
import type {MysqlColumn} from '../mysql-schema.js'
import {quoteMysqlLiteral} from '../quote.js'
import {jsonNulSql} from '../value-conditions.js'
import {asUsual, type TypeOverride} from './type-override.js'

const text: TypeOverride = {as: 'text', convert: usual => ({...usual, type: 'text'})}
const varchar: TypeOverride = {
  as: 'varchar(n)',
  convert: (usual, _, [length]) => ({...usual, type: `varchar(${length})`}),
  misfit: (name, column, [length = 0]) => longer(name, column, length),
}

/** What rules can make of char, varchar and the texts. */
export const TEXT_OVERRIDES: TypeOverride[] = [
  text,
  varchar,
  {
    as: 'char(n)',
    convert: (usual, _, [length]) => ({...usual, type: `char(${length})`}),
    // Postgres' char(n) takes spaces at the end for padding.
    misfit: (name, column, [length = 0]) =>
      [longer(name, column, length), `${name} LIKE '% '`].filter(Boolean).join(' OR '),
  },
  {
    as: 'uuid',
    convert: () => ({type: 'uuid', encoding: {kind: 'ascii'}}),
    misfit: name => `CONVERT(${name} USING utf8mb4) NOT REGEXP ${quoteMysqlLiteral(UUID)}`,
  },
  {
    as: 'jsonb',
    convert: () => ({type: 'jsonb', encoding: {kind: 'jsonb'}}),
    misfit: name => `NOT JSON_VALID(${name}) OR ${jsonNulSql(name)}`,
  },
  {
    as: 'json',
    convert: () => ({type: 'json', encoding: {kind: 'json'}}),
    misfit: name => `NOT JSON_VALID(${name})`,
  },
]

/** The forms that Postgres reads, https://www.postgresql.org/docs/current/datatype-uuid.html. */
const UUID = String.raw`^[0-9A-Fa-f]{8}(-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}\z`

function longer(name: string, {length, dataType}: MysqlColumn, allowed: number): string | null {
  const fits = ['char', 'varchar'].includes(dataType) && (length ?? 0) <= allowed
  return fits ? null : `CHAR_LENGTH(${name}) > ${allowed}`
}

export const JSON_OVERRIDES: TypeOverride[] = [
  {
    as: 'jsonb',
    convert: () => ({type: 'jsonb', encoding: {kind: 'jsonb'}}),
    misfit: name => jsonNulSql(name),
  },
  ...(['json', 'text'] as const).map(as => ({
    as,
    convert: (): ColumnType => ({type: as, encoding: {kind: as}}),
  })),
]

/** As text, an enum keeps its labels by a CHECK. */
export const ENUM_OVERRIDES: TypeOverride[] = [
  asUsual('enum'),
  {
    as: 'text',
    convert: usual => ({...usual, labels: undefined, type: 'text', members: usual.labels ?? usual.members}),
  },
  {
    as: 'varchar(n)',
    convert: (usual, _, [length]) => ({
      ...usual,
      labels: undefined,
      type: `varchar(${length})`,
      members: usual.labels ?? usual.members,
    }),
    misfit: (name, column, [length = 0]) => longer(name, column, length),
  },
]

/** As text, the labels of a set stand behind one another with commas between them, as MySQL shows them. */
export const SET_OVERRIDES: TypeOverride[] = [
  asUsual('text[]'),
  {as: 'text', convert: () => ({type: 'text', encoding: {kind: 'text'}})},
]

/** Of MariaDB's uuid, inet4 and inet6. */
export const ADDRESS_OVERRIDES: TypeOverride[] = [
  {as: 'text', convert: () => ({type: 'text', encoding: {kind: 'ascii'}})},
]
