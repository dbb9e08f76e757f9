import type {ColumnContext, ColumnType} from './column-type.js'

/** EWKB in bytea: lossless without an extension, and what PostGIS reads and writes. */
export function geometryType({where}: ColumnContext): ColumnType {
  return {
    type: 'bytea',
    encoding: {kind: 'ewkb'},
    hazards: [
      {
        code: 'geometry',
        severity: 'notes',
        where,
        message: 'Geometry goes over as bytea in EWKB form, with its SRID, because PostGIS may not be there.',
        remedy:
          'Read it with ST_GeomFromEWKB(column), or with PostGIS change the column: TYPE geometry USING ST_GeomFromEWKB(column).',
      },
    ],
  }
}

/** Postgres' own point has no SRID and no empty value. */
export function pointType(context: ColumnContext): ColumnType {
  if ((context.family.otherThanPoints ?? 0) > 0 || (context.column.srid ?? 0) !== 0)
    return geometryType(context)
  return {type: 'point', encoding: {kind: 'point'}}
}
