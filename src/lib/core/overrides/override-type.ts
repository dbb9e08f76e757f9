import type {ColumnContext, ColumnType} from '../convert/columns/column-type.js'
import type {TypeRule} from '../convert/columns/column-types.js'
import type {Hazard} from '../hazard.js'
import type {MysqlColumn} from '../mysql-schema.js'
import {quoteMysqlIdentifier} from '../quote.js'
import type {FoundOverride} from './find-override.js'

/** The rule of a type as a user's rule changes it: values that do not fit are counted, and become NULL if that is allowed. */
export function overrideType(
  usual: TypeRule,
  column: MysqlColumn,
  {override, numbers}: FoundOverride,
): TypeRule {
  const misfit = override.misfit?.(quoteMysqlIdentifier(column.name), column, numbers) ?? undefined
  return {
    asks: [
      ...(usual.asksOf && !usual.asksOf(column) ? [] : usual.asks),
      ...(misfit ? (['misfits'] as const) : []),
    ],
    misfit,
    convert(context) {
      const type = override.convert(usual.convert(context), context, numbers)
      const count = context.profile.misfits ?? 0
      return misfit && count > 0 ? withoutMisfits(type, misfit, context, count) : type
    },
  }
}

function withoutMisfits(type: ColumnType, misfit: string, context: ColumnContext, count: number): ColumnType {
  return {
    ...type,
    takesNull: true,
    select: name => `CASE WHEN ${misfit} THEN NULL ELSE ${type.select?.(name) ?? name} END`,
    original: {
      select: name => `CASE WHEN ${misfit} THEN ${exactValue(context.column, name)} END`,
      reason: `it is no ${context.rule.as}`,
    },
    hazards: [...(type.hazards ?? []), misfitHazard(context, count)],
  }
}

/** MySQL shows six digits of a float, and bits as bytes. */
function exactValue({dataType}: MysqlColumn, name: string): string {
  if (dataType === 'bit') return `${name} + 0`
  return dataType === 'float' ? `CAST(${name} AS DOUBLE)` : name
}

function misfitHazard({where, column, primary, rule}: ColumnContext, count: number): Hazard {
  const lost = column.nullable ? '' : ', so the column loses its NOT NULL'
  const key = primary ? ' and the primary key becomes a unique key' : ''
  return {
    code: 'rule-misfit',
    severity: 'blocks',
    where,
    message: `Values that do not fit ${rule.as} become NULL${lost}${key}; a file keeps the originals.`,
    remedy: 'Correct them in MySQL or choose another type in the rules, or allow it.',
    count,
  }
}
