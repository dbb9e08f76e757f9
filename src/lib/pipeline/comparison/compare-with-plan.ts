import type {DatabaseFacts, Difference} from '../../core/database-facts.js'
import {isAllowed} from '../../core/hazard.js'
import {EXIT, MigrationError} from '../../core/migration-error.js'
import {isEqual, type TableComparison} from '../../core/row-comparison.js'
import {rowDifferences} from '../../core/row-differences.js'
import type {TableCopy} from '../../core/table-copy.js'
import {compareSchema, type ComparedSchema} from './compare-schema.js'
import {compareRows, type ComparedRows, type ComparisonRun} from './compare-rows.js'
import type {SecondLook} from './second-look.js'
import type {MigrationPlan} from '../read-plan.js'

/** Both databases, and the plan by which one became the other. */
export interface ComparedDatabases {
  plan: MigrationPlan
  /** Sessions in the snapshot that the plan was made from. */
  mysql: ComparedRows['mysql']
  /** Postgres URL. */
  url: string
  /** Codes of hazards, or `all`. */
  allow: readonly string[]
  hideValues?: boolean
  again?: SecondLook
  /** The result for the schema, if it has already been compared. */
  schema?: ComparedSchema
}

/** What was found in Postgres, which is what was planned. */
export interface Compared {
  facts: DatabaseFacts
  tables: TableComparison[]
}

/**
 * Compares a Postgres database with the plan and with every row of MySQL. Reports every difference and throws, exit 13, if
 * there is one. Rows are compared only if the columns are as planned: a missing column cannot be compared.
 */
export async function compareWithPlan(databases: ComparedDatabases, tools: ComparisonRun): Promise<Compared> {
  const {report} = tools
  const {plan, mysql, url, allow, hideValues, again, schema} = databases
  const {facts, differences, notes} = schema ?? (await compareSchema(url, plan))
  for (const text of notes) report({kind: 'note', text})
  const copies = plan.copies.filter(copy => isComparable(copy, facts, differences))
  for (const {target} of plan.copies.filter(copy => !copies.includes(copy)))
    report({kind: 'note', text: `Rows of ${target} were not compared: its columns are not as planned`})
  const comparable = {...plan, copies}
  const allowRefused = isAllowed('refused-value', allow)
  const tables = await compareRows({plan: comparable, mysql, url, allowRefused, hideValues, again}, tools)
  differences.push(...tables.filter(table => !isEqual(table)).flatMap(rowDifferences))
  if (differences.length === 0) return {facts, tables}
  report({kind: 'differences', differences})
  throw differs(differences.length, tables)
}

function differs(places: number, tables: readonly TableComparison[]): MigrationError {
  const where = places === 1 ? 'one place' : `${places} places`
  const changed = tables.some(table => table.changed > 0)
  return new MigrationError(`Postgres differs from MySQL in ${where}, listed above.`, {
    code: 'differences',
    exit: EXIT.differences,
    suggestions: changed
      ? ['Run the command again when nothing writes to the rows that changed meanwhile']
      : [],
  })
}

/** Whether all columns exist with the planned type, apart from its length or precision. */
function isComparable(
  {target, columns, computed}: TableCopy,
  {tables}: DatabaseFacts,
  differences: readonly Difference[],
): boolean {
  const found = tables.find(({name}) => name === target)?.columns ?? []
  const others = new Set(
    differences
      .filter(({what, expected, found: type}) => what === 'type' && baseOf(expected) !== baseOf(type))
      .map(({where}) => where),
  )
  return [...columns, ...computed].every(
    column => found.includes(column.target) && !others.has(`${target}.${column.target}`),
  )
}

function baseOf(type: string): string {
  return type.replace(/\(.*?\)/, '')
}
