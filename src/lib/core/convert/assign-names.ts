import type {Hazard} from '../hazard.js'
import type {MysqlColumn, MysqlSchema} from '../mysql-schema.js'
import {namespace, spellName, SYSTEM_COLUMNS, type NameClaim, type NamePolicy} from './postgres-names.js'
import {refuseRules, type ResolvedRules} from '../rules/resolve-rules.js'

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

/** Something that gets a name in a namespace, by the rules or by the policy. */
interface Named {
  source: string
  where: string
  rule: string | undefined
}

/**
 * Names all tables, views, sequences and columns; a name changed without having been asked for is a hazard.
 * Throws `bad-rules` when a rule's name cannot be given.
 */
export function assignNames(
  schema: MysqlSchema,
  policy: NamePolicy,
  rules: ResolvedRules,
): {names: SchemaNames; hazards: Hazard[]} {
  const claim = namespace()
  const hazards: Hazard[] = []
  const problems: string[] = []
  const nameAll = (things: Named[], take: NameClaim): Map<string, string> => {
    problems.push(...claimGiven(things, policy, take))
    const nameOf = ({source, where, rule}: Named): string => {
      const wish = spellName(source, policy)
      const name = rule ?? take(wish)
      if (rule === undefined && name !== wish) hazards.push(nameChanged(where, name))
      return name
    }

    return new Map(things.map(thing => [thing.source, nameOf(thing)]))
  }

  const relations = nameAll(
    [
      ...schema.tables.map(table => ({source: table.name, where: table.name, rule: rules.table(table).name})),
      ...[...schema.views, ...schema.sequences].map(({name}) => ({
        source: name,
        where: name,
        rule: undefined,
      })),
    ],
    claim,
  )
  const relation = ({name, columns}: {name: string; columns: MysqlColumn[]}): RelationNames => {
    const things = columns.map(column => ({
      source: column.name,
      where: `${name}.${column.name}`,
      rule: rules.column(column).name,
    }))
    return {name: relations.get(name)!, columns: nameAll(things, namespace(SYSTEM_COLUMNS))}
  }

  const names = {
    tables: new Map(schema.tables.map(table => [table.name, relation(table)])),
    views: new Map(schema.views.map(view => [view.name, relation(view)])),
    sequences: new Map(schema.sequences.map(({name}) => [name, relations.get(name)!])),
    claim,
    claimIndex: indexNamer(schema, policy, claim),
  }
  refuseRules(problems)
  return {names, hazards}
}

/** Takes the names that rules give, before all others. Returns a problem for each that is taken twice or not possible. */
function claimGiven(things: Named[], policy: NamePolicy, take: NameClaim): string[] {
  const given = new Set<string>()
  return things.flatMap(thing => {
    const {where, rule} = thing
    if (rule === undefined || given.has(rule)) return []
    given.add(rule)
    const other = things.find(
      each => each !== thing && (each.rule ?? spellName(each.source, policy)) === rule,
    )
    if (other) return [`${where} and ${other.where} would both be called ${rule}`]
    return take(rule) === rule
      ? []
      : [`${where} cannot be called ${rule}: the name is reserved or longer than 63 bytes`]
  })
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
