import type {Hazard} from '../hazard.js'
import type {MysqlColumn, MysqlSchema} from '../mysql-schema.js'
import {namespace, spellName, SYSTEM_COLUMNS, type NameClaim, type NamePolicy} from './postgres-names.js'

/** The Postgres names of a MySQL schema. Keys are MySQL names. */
export interface SchemaNames {
  tables: Map<string, RelationNames>
  views: Map<string, RelationNames>
  sequences: Map<string, string>
  /** Takes a name for anything else that shares the schema's namespace: an index, an enum, a function. */
  claim: NameClaim
  /** Takes a name for an index; one that several tables use gets its table in front. */
  claimIndex: (table: string, index: string) => string
}

export interface RelationNames {
  name: string
  columns: Map<string, string>
}

/** Names all tables, views, sequences and columns; a name changed without having been asked for is a hazard. */
export function assignNames(
  schema: MysqlSchema,
  policy: NamePolicy,
): {names: SchemaNames; hazards: Hazard[]} {
  const claim = namespace()
  const hazards: Hazard[] = []
  const rename = (source: string, where: string, take: NameClaim): string => {
    const wish = spellName(source, policy)
    const name = take(wish)
    if (name !== wish) hazards.push(nameChanged(where, name))
    return name
  }

  const relation = ({name, columns}: {name: string; columns: MysqlColumn[]}): RelationNames => {
    const take = namespace(SYSTEM_COLUMNS)
    return {
      name: rename(name, name, claim),
      columns: new Map(
        columns.map(column => [column.name, rename(column.name, `${name}.${column.name}`, take)]),
      ),
    }
  }

  const names = {
    tables: new Map(schema.tables.map(table => [table.name, relation(table)])),
    views: new Map(schema.views.map(view => [view.name, relation(view)])),
    sequences: new Map(schema.sequences.map(({name}) => [name, rename(name, name, claim)])),
    claim,
    claimIndex: indexNamer(schema, policy, claim),
  }
  return {names, hazards}
}

/** In MySQL index names are unique per table, in Postgres per schema. */
function indexNamer(schema: MysqlSchema, policy: NamePolicy, claim: NameClaim): SchemaNames['claimIndex'] {
  const uses = new Map<string, number>()
  for (const {name} of schema.tables.flatMap(({indexes}) => indexes)) {
    const wish = spellName(name, policy)
    uses.set(wish, (uses.get(wish) ?? 0) + 1)
  }

  return (table, index) => {
    const wish = spellName(index, policy)
    const longer = `${table}_${wish}`
    return uses.get(wish) === 1 ? claim(wish, longer) : claim(longer)
  }
}

function nameChanged(where: string, name: string): Hazard {
  return {
    code: 'name-changed',
    severity: 'notes',
    where,
    message: `It is called ${JSON.stringify(name)} in Postgres: its own name is too long, taken or reserved there.`,
    remedy: 'Use the new name in the app, or rename it in MySQL before the migration.',
  }
}
