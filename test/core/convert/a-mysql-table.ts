import type {MysqlColumn, MysqlSchema, MysqlTable} from '../../../src/lib/core/mysql-schema.js'

/** A schema of one table `t`, with nothing but what a test says. */
export function aSchema(table: Partial<MysqlTable>): MysqlSchema {
  return {
    database: 'shop',
    server: {flavor: 'mysql', version: '9.7.4'},
    tables: [aTable(table)],
    views: [],
    triggers: [],
    routines: [],
    events: [],
    sequences: [],
  }
}

export function aTable(table: Partial<MysqlTable>): MysqlTable {
  return {
    name: 't',
    engine: 'InnoDB',
    collation: 'utf8mb4_bin',
    comment: '',
    autoIncrement: null,
    rowEstimate: 0,
    dataBytes: 0,
    indexBytes: 0,
    columns: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    partitioning: null,
    systemVersioned: false,
    period: null,
    ...table,
  }
}

export function aColumn(column: Partial<MysqlColumn> & {dataType: string}): MysqlColumn {
  return {
    name: 'c',
    columnType: column.dataType,
    nullable: true,
    default: null,
    autoIncrement: false,
    onUpdateNow: false,
    generated: null,
    invisible: false,
    charset: null,
    collation: null,
    comment: '',
    length: null,
    precision: null,
    scale: null,
    fractionalDigits: null,
    srid: null,
    ...column,
  }
}
