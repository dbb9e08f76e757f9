import {byName} from '../table-profile.js'
import {columnFamilies, type ColumnFamily} from '../convert/columns/column-families.js'
import {MigrationError} from '../migration-error.js'
import type {MysqlColumn, MysqlSchema, MysqlTable} from '../mysql-schema.js'
import {matchesColumn, matchesTable, namesOneColumn} from './match-rules.js'
import type {ColumnRule, ColumnSettings, MigrationRules, TableSettings} from './migration-rules.js'

/** What the rules decide about the tables and columns of one schema. */
export interface ResolvedRules {
  table: (table: MysqlTable) => TableSettings
  column: (column: MysqlColumn) => ColumnSettings
}

/** Where there are no rules, nothing is decided. */
export const NOTHING_DECIDED: ResolvedRules = {table: () => ({}), column: () => ({})}

/** What concerns one column alone; everything else applies to all columns that foreign keys connect with it. */
const OWN_SETTINGS: ReadonlySet<string> = new Set([
  'default',
  'name',
  'notNull',
] satisfies (keyof ColumnSettings)[])

/**
 * Finds what the rules decide about each table and column. Throws `bad-rules`, with every problem, when a rule matches
 * nothing, or when rules for single columns contradict each other about columns that are connected by foreign keys.
 */
export function resolveRules(rules: MigrationRules, schema: MysqlSchema): ResolvedRules {
  const all = schema.tables.flatMap(table => table.columns.map(column => placeOf(rules, table, column)))
  const familyOf = columnFamilies(schema, byName([]))
  const families = new Map<ColumnFamily, ColumnPlace[]>()
  for (const place of all) {
    const family = familyOf(place.table, place.column)
    families.set(family, [...(families.get(family) ?? []), place])
  }

  refuseRules([...unmatched(rules, schema, all), ...[...families.values()].flatMap(contradictions)])
  const settings = new Map(
    [...families.values()].flatMap(family =>
      family.map(place => [place.column, {...firstWins(family), ...ownSettings(place)}] as const),
    ),
  )
  return {
    table: table => firstOf(rules.tables.filter(rule => matchesTable(rule, table))),
    column: column => settings.get(column) ?? {},
  }
}

/** Throws, with every problem, before anything is changed. */
export function refuseRules(problems: readonly string[]): void {
  if (problems.length === 0) return
  throw new MigrationError(
    problems.length === 1
      ? `The rules cannot be followed: ${problems[0]}.`
      : `The rules cannot be followed:\n${problems.map(problem => `- ${problem}`).join('\n')}`,
    {code: 'bad-rules', suggestions: ['Correct the file of --rules. Nothing was changed']},
  )
}

/** A column and the rules that match it, in the order of the file. */
interface ColumnPlace {
  table: MysqlTable
  column: MysqlColumn
  rules: {rule: ColumnRule; index: number}[]
}

function placeOf({columns}: MigrationRules, table: MysqlTable, column: MysqlColumn): ColumnPlace {
  const rules = columns.flatMap((rule, index) =>
    matchesColumn(rule.match, table, column) ? [{rule, index}] : [],
  )
  return {table, column, rules}
}

function unmatched(rules: MigrationRules, schema: MysqlSchema, places: readonly ColumnPlace[]): string[] {
  const used = new Set(places.flatMap(place => place.rules.map(({index}) => index)))
  const columns = rules.columns.flatMap(({match}, index) =>
    used.has(index) ? [] : [`columns[${index}] matches no column (${JSON.stringify(match)})`],
  )
  const tables = rules.tables.flatMap((rule, index) =>
    schema.tables.some(table => matchesTable(rule, table))
      ? []
      : [`tables[${index}] matches no table (${JSON.stringify(rule.match)})`],
  )
  return [...columns, ...tables]
}

/** Two rules that each name one column of a family and differ; a pattern is never a contradiction, it only comes earlier or later. */
function contradictions(family: readonly ColumnPlace[]): string[] {
  const seen = new Map<string, {value: unknown; where: string}>()
  return family.flatMap(({table, column, rules}) => {
    const named = firstOf(rules.filter(({rule}) => namesOneColumn(rule.match)).map(({rule}) => rule))
    const where = `${table.name}.${column.name}`
    return shared(named).flatMap(([key, value]) => {
      const other = seen.get(key)
      if (!other) seen.set(key, {value, where})
      return other && other.value !== value
        ? [
            `${where} (${key}: ${String(value)}) and ${other.where} (${key}: ${String(other.value)}) are tied by foreign keys and take the same`,
          ]
        : []
    })
  })
}

function firstWins(family: readonly ColumnPlace[]): ColumnSettings {
  const rules = family.flatMap(place => place.rules).sort((a, b) => a.index - b.index)
  return Object.fromEntries(shared(firstOf(rules.map(({rule}) => rule))))
}

function ownSettings({rules}: ColumnPlace): ColumnSettings {
  const decided = Object.entries(firstOf(rules.map(({rule}) => rule)))
  return Object.fromEntries(decided.filter(([key]) => OWN_SETTINGS.has(key)))
}

function shared(settings: ColumnSettings): [string, unknown][] {
  return Object.entries(settings).filter(([key]) => !OWN_SETTINGS.has(key))
}

/** For each property the first rule that names it. */
function firstOf<Settings>(rules: readonly (Settings & {match: unknown})[]): Partial<Settings> {
  const decided = rules.toReversed().flatMap(rule => Object.entries(rule))
  return Object.fromEntries(decided.filter(([key]) => key !== 'match')) as Partial<Settings>
}
