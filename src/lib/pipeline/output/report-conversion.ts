import {createdObjects} from '../../core/report/created-objects.js'
import type {ReportSource} from '../../core/report/migration-report.js'
import {reportTables} from '../../core/report/report-tables.js'
import {sqlScript} from '../../core/ddl/sql-script.js'
import type {MigrationPlan} from '../read-plan.js'
import type {RunEvent} from '../run-event.js'

/** Reports what becomes of everything in the source. */
export function reportConversion(
  source: ReportSource,
  plan: MigrationPlan,
): Omit<RunEvent & {kind: 'conversion'}, 'kind'> {
  return {
    source,
    tables: reportTables(plan),
    objects: createdObjects(plan),
    script: sqlScript(plan.entries, plan.postgres.extensions),
  }
}
