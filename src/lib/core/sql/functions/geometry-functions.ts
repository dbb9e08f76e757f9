import {refuse} from '../refused.js'
import {one, type FunctionTable, type SqlFunction} from '../sql-function.js'
import {atom, operand} from '../term.js'

/** Of geometries only plain points have a type in Postgres that needs no extension. */
export const GEOMETRY_FUNCTIONS: FunctionTable = {st_x: coordinate(0), st_y: coordinate(1)}

function coordinate(place: 0 | 1): SqlFunction {
  return one(point =>
    point.type === 'point'
      ? atom(`(${operand(point)})[${place}]`, 'double precision')
      : refuse('it needs PostGIS for any other geometry than plain points'),
  )
}
