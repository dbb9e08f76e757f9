import type {SourceConnection} from '../connect.js'

/** What the session's user may do, active roles included. Privileges are in upper case, as GRANT spells them. */
export interface Grants {
  onServer(privilege: string): boolean
  /** On every object of the connection's database. */
  onDatabase(privilege: string): boolean
  onTable(table: string, privilege: string): boolean
}

/** Reads SHOW GRANTS, the only place where both servers show grants to every user. */
export async function readGrants(connection: SourceConnection): Promise<Grants> {
  const rows = await connection.query<Record<string, string>>('SHOW GRANTS', "read the user's privileges")
  const grants = rows.flatMap(row => parseGrant(Object.values(row)[0] ?? ''))
  const holds = (privilege: string, covers: (grant: Grant) => boolean): boolean =>
    grants.some(
      grant => covers(grant) && (grant.privileges.has(privilege) || grant.privileges.has('ALL PRIVILEGES')),
    )
  const isOurs = ({database}: Grant): boolean => matchesDatabase(database, connection.database)
  const isWhole = (grant: Grant): boolean => isGlobal(grant) || (grant.object === '*' && isOurs(grant))
  return {
    onServer: privilege => holds(privilege, isGlobal),
    onDatabase: privilege => holds(privilege, isWhole),
    onTable: (table, privilege) =>
      holds(privilege, grant => isWhole(grant) || (isOurs(grant) && grant.object === table)),
  }
}

/** One line of SHOW GRANTS. */
interface Grant {
  privileges: Set<string>
  /** Unquoted, a pattern of LIKE; `*` for all. */
  database: string
  object: string
}

function isGlobal({database, object}: Grant): boolean {
  return database === '*' && object === '*'
}

/** `GRANT SELECT, INSERT (a) ON `shop`.* TO …`; grants of roles and revokes are left out. */
function parseGrant(line: string): Grant[] {
  const found =
    /^GRANT (?<privileges>.+?) ON (?:TABLE )?(?<database>\*|`(?:[^`]|``)*`)\.(?<object>\*|`(?:[^`]|``)*`) TO /s.exec(
      line,
    )
  if (!found?.groups) return []
  const {privileges = '', database = '', object = ''} = found.groups
  // A privilege on single columns is not one on the table.
  const names = privileges.split(/,\s*(?![^(]*\))/).filter(name => !name.includes('('))
  return [
    {
      privileges: new Set(names.map(name => name.trim().toUpperCase())),
      database: unquote(database),
      object: unquote(object),
    },
  ]
}

function unquote(name: string): string {
  return name.startsWith('`') ? name.slice(1, -1).replaceAll('``', '`') : name
}

/** The name of a database in a grant is a pattern: `my\_app%`. */
function matchesDatabase(pattern: string, database: string): boolean {
  const parts = pattern.match(/\\.|[^\\]/gs) ?? []
  const source = parts.map(part => {
    if (part === '%') return '.*'
    if (part === '_') return '.'
    return part.replace(/^\\(?=[\\%_])/, '').replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  })
  return new RegExp(`^${source.join('')}$`, 'is').test(database)
}
