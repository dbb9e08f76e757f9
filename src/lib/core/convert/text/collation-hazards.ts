import {isText} from './column-collations.js'
import {isInUniqueKey} from '../columns/key-membership.js'
import type {Hazard} from '../../hazard.js'
import type {MysqlColumn, MysqlIndex, MysqlTable} from '../../mysql-schema.js'
import type {CollationChoice} from '../../rules/migration-rules.js'
import type {ResolvedRules} from '../../rules/resolve-rules.js'
import type {EqualRows} from '../../table-profile.js'

/** Every column in which MySQL compares text without case, or for which a rule says how; those in unique keys first. */
export function collationNotes(tables: readonly MysqlTable[], rules: ResolvedRules): Hazard[] {
  const found = tables.flatMap(table =>
    table.columns
      .filter(column => isText(table, column))
      .map(column => ({table, column, unique: isInUniqueKey(table, column)})),
  )
  return [...found.filter(({unique}) => unique), ...found.filter(({unique}) => !unique)].flatMap(
    ({table, column, unique}) => {
      const said = noteOf(column, unique, rules.column(column).collation)
      const where = `${table.name}.${column.name}`
      return said ? [{code: 'case-insensitive', severity: 'notes', where, ...said}] : []
    },
  )
}

type Note = Pick<Hazard, 'message' | 'remedy'>

function noteOf(column: MysqlColumn, unique: boolean, choice: CollationChoice | undefined): Note | undefined {
  if (choice === 'exact') return undefined
  if (choice !== undefined) return CHOSEN[choice]
  if (/_(?:bin|cs)$|^binary$/.test(column.collation ?? '')) return undefined
  return {
    message: unique
      ? 'In a unique key; Postgres is case-sensitive, so a lookup finds only one spelling and the key accepts both.'
      : 'Postgres tells upper from lower case; MySQL does not.',
    remedy: 'Compare with lower(column) in the app, or choose a collation for the column with --rules.',
  }
}

/** What each choice breaks. */
const CHOSEN: Record<Exclude<CollationChoice, 'exact'>, Note> = {
  'ignore-case': {
    message:
      'By rule its collation ignores case: ILIKE, ~ and starts_with fail on it, up to Postgres 17 also LIKE, position, replace and split_part, and a space at the end counts.',
    remedy: 'Write column COLLATE "default" before those in the app.',
  },
  citext: {
    message:
      'By rule it is citext: it has no maximum length, accents and a space at the end count, and LIKE cannot use an index.',
    remedy: 'Have the app enforce the length.',
  },
  'lower-index': {
    message:
      'By rule its unique keys and indexes are over lower(column): only comparisons of lower(column) ignore case and use them.',
    remedy: 'Compare with lower(column) in the app, and name lower(column) in ON CONFLICT.',
  },
}

/** Rows that MySQL tells apart are one in Postgres, which then refuses the unique key and with it the whole archive. */
export function duplicateHazard(where: string, {parts}: MysqlIndex, found: EqualRows): Hazard {
  const examples = found.examples.map(pair => pair.map(text => JSON.stringify(text)).join(' and ')).join('; ')
  return {
    code: 'duplicate-under-unique-key',
    severity: 'blocks',
    where,
    message: `Rows that differ in MySQL will be equal in Postgres (${examples}), so the key becomes an index that lets duplicates in.`,
    remedy: `Change or remove those rows in MySQL, or choose another collation for ${parts.map(({column}) => column).join(', ')} with --rules, or allow it.`,
    count: found.groups,
  }
}

/** An expression over columns whose collation Postgres cannot use in it. */
export function exactTextNote(where: string): Hazard {
  return {
    code: 'case-insensitive',
    severity: 'notes',
    where,
    message:
      'It searches text in a way that Postgres refuses with a collation that ignores case, so all its text is compared exactly, except by LIKE, which becomes ILIKE.',
    remedy: 'Write it with lower() where it has to ignore case.',
  }
}
