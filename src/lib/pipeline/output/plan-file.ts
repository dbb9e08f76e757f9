import {mkdir, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'

import type {SourceOptions} from '../migration-input.js'
import {outputError} from './write-file.js'

/** The user's choices that, with the data, decide how a MySQL database is converted. They hold no secret. */
export type PlanChoices = Pick<SourceOptions, 'allow' | 'exclude' | 'include' | 'names' | 'rules'>

/** The contents of a plan file; fields may be added while `format` is 1. */
export interface PlanFile extends PlanChoices {
  format: 1
}

/** Writes a run's choices beside its journal, readable only by their owner, and returns the file's name. */
export async function keepPlan(folder: string, id: string, options: PlanChoices): Promise<string> {
  const file = path.join(folder, `${encodeURIComponent(id)}.plan.json`)
  const {names, include, exclude, allow, rules} = options
  const plan: PlanFile = {format: 1, names, include, exclude, allow, rules}
  try {
    await mkdir(folder, {recursive: true, mode: 0o700})
    await rm(file, {force: true})
    await writeFile(file, `${JSON.stringify(plan, null, 2)}\n`, {mode: 0o600, flag: 'wx'})
    return file
  } catch (error) {
    throw outputError(error, file)
  }
}
