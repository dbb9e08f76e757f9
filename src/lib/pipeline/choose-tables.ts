import {MigrationError} from '../core/migration-error.js'
import type {MysqlSchema} from '../core/mysql-schema.js'
import type {SourceOptions} from './migration-input.js'

/** Reduces a schema to the tables of `--include`, without those of `--exclude`. Throws `unknown-table`. */
export function chooseTables(
  schema: MysqlSchema,
  {include, exclude}: Pick<SourceOptions, 'exclude' | 'include'>,
): MysqlSchema {
  const names = new Set(schema.tables.map(({name}) => name))
  const unknown = [...include, ...exclude].filter(name => !names.has(name))
  if (unknown.length > 0)
    throw new MigrationError(`Couldn't find the table ${unknown.join(', ')} in ${schema.database}.`, {
      code: 'unknown-table',
      suggestions: [`Tables are named as in MySQL, case included: ${[...names].slice(0, 10).join(', ')}`],
    })
  const chosen = (name: string): boolean =>
    (include.length === 0 || include.includes(name)) && !exclude.includes(name)
  return {
    ...schema,
    tables: schema.tables.filter(({name}) => chosen(name)),
    triggers: schema.triggers.filter(({table}) => chosen(table)),
  }
}
