import {MigrationError} from '../core/migration-error.js'
import type {Problem} from '../core/problem.js'
import type {Report} from './run-event.js'

/** Reports all problems and throws if there are any. A single problem becomes the error itself. */
export function refuseProblems(problems: readonly Problem[], report: Report): void {
  const [first, ...others] = problems
  if (!first) return
  if (others.length === 0)
    throw new MigrationError(first.what, {
      code: first.code,
      suggestions: first.remedy.split('\n').filter(Boolean),
    })
  report({kind: 'problems', problems: [...problems]})
  throw new MigrationError(`Found ${problems.length} problems. Nothing was changed.`, {
    code: 'problems',
    suggestions: ['Each is listed above with what to do about it.'],
  })
}
