import {readFile} from 'node:fs/promises'

import {array, getDotPath, literal, object, optional, picklist, safeParse, string} from 'valibot'

import {HAZARD_CODES} from '../lib/core/hazard.js'
import {MigrationError} from '../lib/core/migration-error.js'
import type {PlanChoices} from '../lib/pipeline/output/plan-file.js'
import {rulesSchema} from './rules-schema.js'

const planSchema = object({
  format: literal(1),
  names: picklist(['keep', 'lower', 'snake']),
  include: array(string()),
  exclude: array(string()),
  allow: array(picklist([...HAZARD_CODES, 'all'])),
  rules: optional(rulesSchema),
})

/** Reads the file in which a migration keeps its choices. Throws `bad-plan-file`. */
export async function readPlanFile(file: string): Promise<PlanChoices> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw badPlan(`Couldn't read the plan file ${file} (${error.code}).`)
  })
  const {success, output, issues} = safeParse(planSchema, readJson(text))
  if (success) return output
  const [issue] = issues
  throw badPlan(
    `${file} is no plan that a migration kept: ${getDotPath(issue) ?? 'it'} is not as it was written.`,
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function badPlan(message: string): MigrationError {
  return new MigrationError(message, {
    code: 'bad-plan-file',
    suggestions: [
      'A migration prints the name of its plan file; without one, give --names, --rules and --allow',
    ],
  })
}
