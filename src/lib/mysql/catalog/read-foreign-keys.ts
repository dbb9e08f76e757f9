import type {ForeignKeyAction, MysqlForeignKey} from '../../core/mysql-schema.js'

import type {Catalog} from './catalog.js'

/** Reads the foreign keys of all tables, by table name. */
export async function readForeignKeys(catalog: Catalog): Promise<Map<string, MysqlForeignKey[]>> {
  const rules = await catalog.read<RuleRow>('referential_constraints', RULE_FIELDS)
  const parts = await catalog.read<PartRow>('key_column_usage', PART_FIELDS)
  const keysOf = new Map<string, MysqlForeignKey[]>()
  for (const rule of rules) {
    const columns = parts
      .filter(
        part => part.tableName === rule.tableName && part.name === rule.name && part.parentTable !== null,
      )
      .sort((a, b) => Number(a.position) - Number(b.position))
    keysOf.set(rule.tableName, [...(keysOf.get(rule.tableName) ?? []), toForeignKey(rule, columns)])
  }

  return keysOf
}

interface RuleRow {
  tableName: string
  name: string
  onUpdate: ForeignKeyAction
  onDelete: ForeignKeyAction
  parentDatabase: string
  parentTable: string
}

const RULE_FIELDS: Record<keyof RuleRow, string> = {
  tableName: 'table_name',
  name: 'constraint_name',
  onUpdate: 'update_rule',
  onDelete: 'delete_rule',
  parentDatabase: 'unique_constraint_schema',
  parentTable: 'referenced_table_name',
}

interface PartRow {
  tableName: string
  name: string
  position: number
  column: string
  parentTable: string | null
  parentColumn: string
}

const PART_FIELDS: Record<keyof PartRow, string> = {
  tableName: 'table_name',
  name: 'constraint_name',
  position: 'ordinal_position',
  column: 'column_name',
  parentTable: 'referenced_table_name',
  parentColumn: 'referenced_column_name',
}

function toForeignKey(rule: RuleRow, parts: PartRow[]): MysqlForeignKey {
  return {
    name: rule.name,
    columns: parts.map(({column}) => column),
    parentDatabase: rule.parentDatabase,
    parentTable: rule.parentTable,
    parentColumns: parts.map(({parentColumn}) => parentColumn),
    onUpdate: rule.onUpdate,
    onDelete: rule.onDelete,
  }
}
