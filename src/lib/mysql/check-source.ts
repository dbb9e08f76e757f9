import type {Hazard} from '../core/hazard.js'
import type {MysqlSchema} from '../core/mysql-schema.js'
import type {Problem} from '../core/problem.js'
import {quoteMysqlIdentifier} from '../core/quote.js'

import type {SourceConnection} from './connect.js'
import {notInSnapshot} from './snapshot/not-in-snapshot.js'
import {qualifiedName} from './qualified-name.js'
import {type Grants, readGrants} from './catalog/read-grants.js'
import {checkServerVersion} from './check-server-version.js'

/** What is wrong with the source, and what is only a risk. */
export interface SourceCheck {
  problems: Problem[]
  hazards: Hazard[]
}

/** Finds everything that would prevent these tables and views from being read completely, before anything is changed. */
export async function checkSource(connection: SourceConnection, schema: MysqlSchema): Promise<SourceCheck> {
  const grants = await readGrants(connection)
  const grantee = await readGrantee(connection)
  return {
    problems: [
      ...checkServerVersion(schema.server),
      ...checkEmpty(schema),
      ...(await checkReadable(connection, schema, grantee)),
      ...checkViews(schema, grantee),
      ...checkTriggers(schema, grants, grantee),
    ],
    hazards: [
      ...checkLocking(schema, grants, grantee),
      ...notInSnapshot(schema),
      ...checkPrograms(schema, grants, grantee),
    ],
  }
}

function checkEmpty({database, tables}: MysqlSchema): Problem[] {
  if (tables.length > 0) return []
  return [
    {
      code: 'source-empty',
      what: `The MySQL database ${database} has no tables that the user may see.`,
      remedy: 'Check that the URL names the right database and user.',
    },
  ]
}

/** Asks for every column: a privilege on some of them is not enough, and hides the others. */
async function checkReadable(
  connection: SourceConnection,
  schema: MysqlSchema,
  grantee: string,
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const {name} of schema.tables) {
    const table = qualifiedName(schema.database, name)
    const answer = await connection.attempt(`SELECT * FROM ${table} LIMIT 0`)
    if (!('refused' in answer)) continue
    const {errno, message} = answer.refused
    problems.push(NO_PRIVILEGE.has(errno) ? unreadable(name, table, grantee) : broken(name, message))
  }

  return problems
}

/** ER_TABLEACCESS_DENIED_ERROR, ER_COLUMNACCESS_DENIED_ERROR. */
const NO_PRIVILEGE = new Set([1142, 1143])

function unreadable(name: string, table: string, grantee: string): Problem {
  return {
    code: 'source-table-unreadable',
    what: `The MySQL user may not read the table ${name}.`,
    remedy: `GRANT SELECT ON ${table} TO ${grantee};`,
  }
}

function broken(name: string, message: string): Problem {
  return {
    code: 'source-table-broken',
    what: `MySQL cannot open the table ${name}: ${message}`,
    remedy: 'Repair the table or drop it, then run the command again.',
  }
}

/** Reading the text of a view needs both privileges on it; without them the catalog shows an empty text. */
function checkViews(schema: MysqlSchema, grantee: string): Problem[] {
  const hidden = schema.views.filter(({select}) => select === '').map(({name}) => name)
  if (hidden.length === 0) return []
  return [
    {
      code: 'source-views-hidden',
      what: `The MySQL user may not see what these views do: ${hidden.join(', ')}.`,
      remedy: `GRANT SELECT, SHOW VIEW ON ${everything(schema)} TO ${grantee};`,
    },
  ]
}

/** Without the privilege the catalog leaves out a table's triggers, as if there were none. */
function checkTriggers(schema: MysqlSchema, grants: Grants, grantee: string): Problem[] {
  const blind = schema.tables.filter(({name}) => !grants.onTable(name, 'TRIGGER'))
  if (blind.length === 0) return []
  return [
    {
      code: 'source-triggers-hidden',
      what: `The MySQL user may not see triggers, so ${schema.database} may have some that would be lost.`,
      remedy: `GRANT TRIGGER ON ${everything(schema)} TO ${grantee};`,
    },
  ]
}

function checkLocking(schema: MysqlSchema, grants: Grants, grantee: string): Hazard[] {
  if (grants.onDatabase('LOCK TABLES')) return []
  return [
    {
      code: 'no-lock-privilege',
      severity: 'notes',
      where: schema.database,
      message:
        'The MySQL user may not lock tables, so several connections cannot share a snapshot while somebody writes; then one connection reads everything.',
      remedy: `GRANT LOCK TABLES ON ${everything(schema)} TO ${grantee};`,
    },
  ]
}

/** Routines and events are listed for the user to move by hand; without the privilege, some may be missing from the list. */
function checkPrograms(schema: MysqlSchema, grants: Grants, grantee: string): Hazard[] {
  const seesRoutines =
    ['ALTER ROUTINE', 'EXECUTE'].some(privilege => grants.onDatabase(privilege)) ||
    ['SELECT', 'SHOW_ROUTINE', 'SHOW CREATE ROUTINE'].some(privilege => grants.onServer(privilege))
  const missing = [
    {what: 'routines', privilege: 'EXECUTE', sees: seesRoutines},
    {what: 'events', privilege: 'EVENT', sees: grants.onDatabase('EVENT')},
  ].filter(({sees}) => !sees)
  return missing.map(({what, privilege}) => ({
    code: 'source-user-sees-less',
    severity: 'notes',
    where: what,
    message: `The MySQL user may not see all ${what}, so the report may not list them.`,
    remedy: `GRANT ${privilege} ON ${everything(schema)} TO ${grantee};`,
  }))
}

function everything({database}: MysqlSchema): string {
  return `${quoteMysqlIdentifier(database)}.*`
}

/** The account as GRANT spells it: `'app'@'%'`. */
async function readGrantee(connection: SourceConnection): Promise<string> {
  const [row] = await connection.query<{account: string}>('SELECT CURRENT_USER() AS account')
  const account = row?.account ?? ''
  const at = account.lastIndexOf('@')
  return `'${account.slice(0, at)}'@'${account.slice(at + 1)}'`
}
