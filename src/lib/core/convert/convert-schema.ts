import {assignNames} from './assign-names.js'
import {neededCollations} from './text/column-collations.js'
import {collationNotes} from './text/collation-hazards.js'
import {convertColumns} from './columns/convert-columns.js'
import {convertForeignKeys} from './convert-foreign-keys.js'
import {convertSequences} from './convert-sequences.js'
import {convertTable} from './convert-table.js'
import {convertViews} from './convert-views.js'
import type {Hazard} from '../hazard.js'
import type {MysqlSchema} from '../mysql-schema.js'
import {addParentKeys} from './parent-keys.js'
import type {NamePolicy} from './postgres-names.js'
import type {PostgresSchema} from '../postgres-schema.js'
import {NOTHING_DECIDED, type ResolvedRules} from '../rules/resolve-rules.js'
import {serverObjectNotes} from './server-object-notes.js'
import {historyHazards} from './table-hazards.js'
import {timeZoneHazards} from './time-zone-hazards.js'
import type {TableCopy} from '../table-copy.js'
import type {DataProfile} from '../table-profile.js'

export interface ConvertOptions {
  /** How names are spelled in Postgres. */
  names: NamePolicy
  /** What the user decides otherwise. */
  rules?: ResolvedRules
}

/** A schema for Postgres, how each table's rows get into it, and everything that does not go over as it is. */
export interface ConvertedSchema {
  schema: PostgresSchema
  copies: TableCopy[]
  hazards: Hazard[]
}

/** Converts a MySQL schema. The SQL parser has to be loaded (`loadSqlParser`). */
export function convertSchema(
  schema: MysqlSchema,
  profile: DataProfile,
  {names: policy, rules = NOTHING_DECIDED}: ConvertOptions,
): ConvertedSchema {
  const {names, hazards: nameHazards} = assignNames(schema, policy, rules)
  const columns = convertColumns(schema, profile, names, rules)
  const converted = schema.tables.map(source => ({
    source,
    ...convertTable(source, columns.tables.get(source.name)!, names, schema, {
      rule: rules.table(source),
      profile: profile[source.name],
    }),
  }))
  const context = {
    schema,
    columns: columns.tables,
    tables: new Map(converted.map(({source, table}) => [source.name, table])),
  }
  const keyed = converted.map(({source, table, claim}) => {
    const {foreignKeys, ...more} = convertForeignKeys(source, profile[source.name], claim, context)
    return {table: {...table, foreignKeys}, ...more}
  })
  const tables = addParentKeys(
    keyed.map(({table}) => table),
    keyed.flatMap(({parentKeys}) => parentKeys),
    names.claim,
  )
  const views = convertViews(schema, names, columns.tables)
  return {
    schema: {
      ...neededCollations(columns.tables),
      enums: columns.enums,
      functions: converted.flatMap(({functions}) => functions),
      tables,
      sequences: convertSequences(schema.sequences, names.sequences),
      views: views.views,
    },
    copies: converted.map(({copy}) => copy),
    hazards: [
      ...nameHazards,
      ...converted.flatMap(({hazards}) => hazards),
      ...keyed.flatMap(({hazards}) => hazards),
      ...views.hazards,
      ...historyHazards(schema.tables, profile),
      ...collationNotes(schema.tables, rules),
      ...timeZoneHazards(schema),
      ...serverObjectNotes(schema),
    ],
  }
}
