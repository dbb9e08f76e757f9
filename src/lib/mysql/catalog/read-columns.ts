import type {MysqlColumn, MysqlServer} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import {columnDefault} from './column-default.js'
import {expressionText} from './expression-text.js'

/**
 * Reads the columns of all tables and views, in order, by table name. `readExactDefaults` and `readExactLabels` correct what the
 * catalog shows wrongly.
 */
export async function readColumns(
  catalog: Catalog,
  server: MysqlServer,
): Promise<Map<string, MysqlColumn[]>> {
  const rows = await catalog.read<ColumnRow>('columns', COLUMN_FIELDS)
  const srids = await readMariadbSrids(catalog)
  const columnsOf = new Map<string, MysqlColumn[]>()
  for (const row of rows.toSorted((a, b) => Number(a.position) - Number(b.position))) {
    const columns = columnsOf.get(row.tableName) ?? []
    columns.push(toColumn(server, {...row, srid: row.srid ?? srids.get(sridKey(row)) ?? null}))
    columnsOf.set(row.tableName, columns)
  }

  return columnsOf
}

interface ColumnRow {
  tableName: string
  name: string
  position: number
  shown: string | null
  nullable: string
  dataType: string
  columnType: string
  extra: string
  generation: string | null
  charset: string | null
  collation: string | null
  comment: string
  length: number | null
  precision: number | null
  scale: number | null
  fractionalDigits: number | null
  srid: number | null
}

const COLUMN_FIELDS: Record<keyof ColumnRow, string> = {
  tableName: 'table_name',
  name: 'column_name',
  position: 'ordinal_position',
  shown: 'column_default',
  nullable: 'is_nullable',
  dataType: 'data_type',
  columnType: 'column_type',
  extra: 'extra',
  generation: 'generation_expression',
  charset: 'character_set_name',
  collation: 'collation_name',
  comment: 'column_comment',
  length: 'character_maximum_length',
  precision: 'numeric_precision',
  scale: 'numeric_scale',
  fractionalDigits: 'datetime_precision',
  srid: 'srs_id',
}

function toColumn(server: MysqlServer, row: ColumnRow): MysqlColumn {
  const dataType = row.dataType.toLowerCase()
  const nullable = row.nullable === 'YES'
  const generated = row.generation
    ? {expression: expressionText(server, row.generation), stored: /STORED|PERSISTENT/.test(row.extra)}
    : null
  return {
    name: row.name,
    dataType,
    columnType: row.columnType,
    nullable,
    default: generated
      ? null
      : columnDefault(server, {shown: row.shown, dataType, nullable, extra: row.extra}),
    autoIncrement: /auto_increment/i.test(row.extra),
    onUpdateNow: /on update/i.test(row.extra),
    generated,
    invisible: /invisible/i.test(row.extra),
    charset: row.charset,
    collation: row.collation,
    comment: row.comment,
    length: HAS_LENGTH.test(dataType) ? numberOrNull(row.length) : null,
    precision: numberOrNull(row.precision),
    scale: numberOrNull(row.scale),
    fractionalDigits: numberOrNull(row.fractionalDigits),
    srid: numberOrNull(row.srid),
  }
}

/** The catalog gives enum and set a length, too, but it limits nothing. */
const HAS_LENGTH = /char|text|binary|blob/

function numberOrNull(value: number | string | null): number | null {
  return value === null ? null : Number(value)
}

interface SridRow {
  tableName: string
  name: string
  srid: number
}

/** MariaDB keeps a column's reference system in a catalog table of its own, where 0 stands for none. */
async function readMariadbSrids(catalog: Catalog): Promise<Map<string, number>> {
  const rows = await catalog.read<SridRow>('geometry_columns', {
    tableName: 'g_table_name',
    name: 'g_geometry_column',
    srid: 'srid',
  })
  return new Map(rows.filter(({srid}) => Number(srid) !== 0).map(row => [sridKey(row), Number(row.srid)]))
}

function sridKey({tableName, name}: {tableName: string; name: string}): string {
  return JSON.stringify([tableName, name])
}
