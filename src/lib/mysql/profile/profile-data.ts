import type {MysqlForeignKey, MysqlSchema, MysqlTable} from '../../core/mysql-schema.js'
import {findColumn} from '../../core/convert/find-table.js'
import {NOTHING_DECIDED, type ResolvedRules} from '../../core/rules/resolve-rules.js'
import {byName, type DataProfile, type TableProfile} from '../../core/table-profile.js'

import type {SqlSession} from '../connect.js'
import {countOrphans} from './count-orphans.js'
import type {RangeSize} from '../ranges/plan-ranges.js'
import {sharedSession} from '../shared-session.js'
import {profileTable, type TableOptions} from './profile-table.js'
import {sampleTable} from './sample-table.js'

/** About what a connection counts in a second. */
const RANGE_SIZE: RangeSize = {bytes: 64 << 20, rows: 1_000_000}

const NOTHING_KNOWN: DataProfile = byName([])

export interface ProfileOptions {
  rules?: ResolvedRules
  /** About how much of a large table one statement covers. */
  rangeSize?: RangeSize
  /** An earlier profile of the same data: it gives the number of rows, and the answers that need not be asked for again. */
  earlier?: DataProfile
  /** For tables of at least this many bytes only a sample of rows is read, where it can answer for all. */
  sampleFrom?: number
}

/**
 * Counts what the choice of Postgres types depends on: the server makes a pass over each table and one join for each
 * foreign key. The sessions share the work, the largest tables first and in ranges of about `rangeSize`; they see what
 * their snapshot holds.
 */
export async function profileData(
  sessions: readonly SqlSession[],
  schema: MysqlSchema,
  {
    rules = NOTHING_DECIDED,
    rangeSize = RANGE_SIZE,
    earlier = NOTHING_KNOWN,
    sampleFrom = Infinity,
  }: ProfileOptions = {},
): Promise<DataProfile> {
  const session = sharedSession(sessions)
  const largestFirst = schema.tables.toSorted((one, other) => other.dataBytes - one.dataBytes)
  const profiles = await Promise.all(
    largestFirst.map(async table => {
      const isLarge = table.dataBytes >= sampleFrom
      const known = async (): Promise<TableProfile | undefined> =>
        isLarge ? sampleTable(session, schema, table, rules) : earlier[table.name]
      const [profile, orphans] = await Promise.all([
        known().then(async before =>
          profileTable({session, rangeSize}, schema, table, {rules, earlier: before}),
        ),
        profileKeys(session, schema, table, {rules, earlier: earlier[table.name]}),
      ])
      return [table.name, {...profile, orphans}] as const
    }),
  )
  const found = new Map(profiles)
  return byName(schema.tables.map(({name}) => [name, found.get(name)!]))
}

/** A key that was counted before is not counted again: if it had no orphans, Postgres itself refuses one that has come since. */
async function profileKeys(
  session: SqlSession,
  schema: MysqlSchema,
  table: MysqlTable,
  {rules, earlier}: TableOptions,
): Promise<TableProfile['orphans']> {
  const {database} = schema
  const counts = ownKeys(schema, table).map(async key => {
    const known = earlier?.orphans[key.name]
    if (known !== undefined) return [key.name, known] as const
    const reference = {table, key, ignoresCase: ignoresCase(table, rules)}
    return [key.name, await countOrphans(session, database, reference)] as const
  })
  return byName(await Promise.all(counts))
}

/** A parent in another database is not read: the key cannot be moved anyway. */
function ownKeys({database}: MysqlSchema, {foreignKeys}: MysqlTable): MysqlForeignKey[] {
  return foreignKeys.filter(({parentDatabase}) => parentDatabase === database)
}

function ignoresCase(table: MysqlTable, rules: ResolvedRules): (column: string) => boolean {
  return name => {
    const column = findColumn(table, name)
    const choice = column && rules.column(column).collation
    return choice === 'citext' || choice === 'ignore-case'
  }
}
