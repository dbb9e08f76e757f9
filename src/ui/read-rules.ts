import {readFile} from 'node:fs/promises'

import {getDotPath, safeParse} from 'valibot'
import {parse} from 'yaml'

import {MigrationError} from '../lib/core/migration-error.js'
import type {MigrationRules} from '../lib/core/rules/migration-rules.js'
import {rulesSchema} from './rules-schema.js'

/** Reads a file of `--rules`: YAML, or JSON, which YAML includes. Throws `bad-rules` with every place that is wrong. */
export async function readRules(file: string): Promise<MigrationRules> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw badRules(`Couldn't read the rules file ${file} (${error.code}).`)
  })
  return parseRules(text, file)
}

/** Parses the text of a rules file; the file's name is for messages. */
export function parseRules(text: string, file: string): MigrationRules {
  const {success, output, issues} = safeParse(rulesSchema, readYaml(text, file) ?? {})
  if (success) return output
  const problems = issues.map(issue => `${place(getDotPath(issue))}${issue.message}`)
  throw badRules(
    problems.length === 1
      ? `In ${file}, ${problems[0]}.`
      : `In ${file}:\n${problems.map(problem => `- ${problem}`).join('\n')}`,
  )
}

function readYaml(text: string, file: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw badRules(
      `Couldn't read ${file}: ${(error as Error).message.trim()}`,
      'Put patterns with * in quotes',
    )
  }
}

/** `columns.2.as` as `columns[2].as: `. */
function place(path: string | null): string {
  return path === null ? '' : `${path.replaceAll(/\.(\d+)/g, '[$1]')}: `
}

function badRules(
  message: string,
  suggestion = 'The README has all keys and values under "Rules"',
): MigrationError {
  return new MigrationError(message, {code: 'bad-rules', suggestions: [suggestion]})
}
