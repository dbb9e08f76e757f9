import type {MysqlCheck, MysqlServer} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'
import {expressionText} from './expression-text.js'

/** Reads the CHECK constraints of all tables, by table name, MariaDB's own `json_valid` checks of JSON columns included. */
export async function readChecks(catalog: Catalog, server: MysqlServer): Promise<Map<string, MysqlCheck[]>> {
  const checks = await catalog.read<CheckRow>('check_constraints', CHECK_FIELDS)
  const constraints = await catalog.read<ConstraintRow>('table_constraints', CONSTRAINT_FIELDS)
  const checksOf = new Map<string, MysqlCheck[]>()
  for (const {tableName, name, clause} of checks) {
    const constraint = constraints.find(
      row => row.type === 'CHECK' && row.name === name && (tableName === null || row.tableName === tableName),
    )
    const table = tableName ?? constraint?.tableName
    if (table === undefined) continue
    const check = {name, expression: expressionText(server, clause), enforced: constraint?.enforced !== 'NO'}
    checksOf.set(table, [...(checksOf.get(table) ?? []), check])
  }

  return checksOf
}

/** MySQL does not name the table here: its check names are unique in the database. MariaDB's are unique only in the table. */
interface CheckRow {
  tableName: string | null
  name: string
  clause: string
}

const CHECK_FIELDS: Record<keyof CheckRow, string> = {
  tableName: 'table_name',
  name: 'constraint_name',
  clause: 'check_clause',
}

interface ConstraintRow {
  tableName: string
  name: string
  type: string
  enforced: string | null
}

const CONSTRAINT_FIELDS: Record<keyof ConstraintRow, string> = {
  tableName: 'table_name',
  name: 'constraint_name',
  type: 'constraint_type',
  enforced: 'enforced',
}
