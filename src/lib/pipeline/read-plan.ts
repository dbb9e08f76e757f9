import {archiveEntries} from '../core/ddl/archive-entries.js'
import type {ArchiveEntry} from '../core/ddl/archive-entry.js'
import {convertSchema} from '../core/convert/convert-schema.js'
import {EXIT, MigrationError} from '../core/migration-error.js'
import {blockingHazards, type Hazard} from '../core/hazard.js'
import type {MysqlSchema} from '../core/mysql-schema.js'
import type {PostgresSchema} from '../core/postgres-schema.js'
import {checkRules} from '../core/convert/check-rules.js'
import {refuseDuplicates} from '../core/convert/indexes/rule-duplicates.js'
import {refuseWideRows} from '../core/convert/wide-rows.js'
import {NO_RULES} from '../core/rules/migration-rules.js'
import {resolveRules} from '../core/rules/resolve-rules.js'
import {loadSqlParser} from '../core/sql/load-sql-parser.js'
import type {TableCopy} from '../core/table-copy.js'
import type {DataProfile} from '../core/table-profile.js'
import type {SourceConnection, SqlSession} from '../mysql/connect.js'
import {profileData, type ProfileOptions} from '../mysql/profile/profile-data.js'
import {readSchema} from '../mysql/catalog/read-schema.js'
import {chooseTables} from './choose-tables.js'
import type {SourceOptions} from './migration-input.js'

/** What is in MySQL, and what it becomes in Postgres. */
export interface MigrationPlan {
  mysql: MysqlSchema
  profile: DataProfile
  postgres: PostgresSchema
  copies: TableCopy[]
  entries: ArchiveEntry[]
  hazards: Hazard[]
  /** Names of the tables that stay behind because of `--include` and `--exclude`. */
  leftOut: string[]
}

type PlanOptions = Pick<SourceOptions, 'exclude' | 'include' | 'names' | 'rules'>

/** How the data is profiled. */
type Look = {options: PlanOptions} & Pick<ProfileOptions, 'earlier' | 'sampleFrom'>

/** A table of at least this size in MySQL may be sampled; for smaller ones, counting all rows takes only a moment. */
export const SAMPLED_BYTES = 16 << 20

/** Reads MySQL's schema on the first session, profiles the data on all of them and converts it; throws as `makePlan` does. */
export async function readPlan(
  sessions: readonly [SourceConnection, ...SqlSession[]],
  database: string,
  look: Look,
): Promise<MigrationPlan> {
  return makePlan(sessions, await readSchema(sessions[0], database), look)
}

/**
 * Profiles the data of a schema, on several sessions at once and inside their snapshot if they have one, and converts it.
 * Throws `unknown-table`, `bad-rules` and `row-too-wide`.
 */
export async function makePlan(
  sessions: readonly SqlSession[],
  whole: MysqlSchema,
  {options, ...look}: Look,
): Promise<MigrationPlan> {
  await loadSqlParser()
  const mysql = chooseTables(whole, options)
  const rules = resolveRules(options.rules ?? NO_RULES, whole)
  checkRules(mysql, rules)
  const profile = await profileData(sessions, mysql, {rules, ...look})
  refuseDuplicates(profile)
  refuseWideRows(profile)
  const {schema: postgres, copies, hazards} = convertSchema(mysql, profile, {names: options.names, rules})
  const chosen = new Set(mysql.tables.map(({name}) => name))
  const leftOut = whole.tables.map(({name}) => name).filter(name => !chosen.has(name))
  return {mysql, profile, postgres, copies, entries: archiveEntries(postgres), hazards, leftOut}
}

/** Throws, exit 11, if a hazard blocks that the user has not allowed; the suggestion is the flags to add. */
export function refuseBlocked(hazards: readonly Hazard[], allowed: readonly string[]): void {
  const codes = [...new Set(blockingHazards(hazards, allowed).map(({code}) => code))]
  if (codes.length === 0) return
  throw new MigrationError(
    codes.length === 1
      ? 'A hazard blocks this migration. Nothing was changed.'
      : `${codes.length} kinds of hazard block this migration. Nothing was changed.`,
    {
      code: 'blocked',
      suggestions: [
        `To accept what they say, run the command again with: ${codes.map(code => `--allow ${code}`).join(' ')}`,
      ],
      exit: EXIT.blocked,
    },
  )
}
