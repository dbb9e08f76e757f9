import {readFile} from 'node:fs/promises'

import {Flags} from '@oclif/core'

import {HAZARD_CODES} from '../lib/core/hazard.js'
import {MigrationError} from '../lib/core/migration-error.js'
import type {MigrationRules} from '../lib/core/rules/migration-rules.js'
import type {SourceOptions} from '../lib/pipeline/migration-input.js'

/** Flags of every command: how MySQL is found, read and converted. */
export const sourceFlags = {
  source: Flags.string({
    description:
      'config var that holds the MySQL URL, or the URL itself; found by itself when there is only one',
    helpValue: 'VAR|URL',
  }),
  'ssl-mode': Flags.option({
    description: 'TLS to MySQL [default: preferred, or what the URL says]',
    options: ['disabled', 'preferred', 'required', 'verify-ca', 'verify-identity'] as const,
  })(),
  'ssl-ca': Flags.string({
    description: "file with the certificate of the authority that signed MySQL's certificate",
    helpValue: 'FILE',
  }),
  include: Flags.string({
    description: 'move only this table',
    helpValue: 'TABLE',
    multiple: true,
  }),
  exclude: Flags.string({
    description: 'leave this table out',
    helpValue: 'TABLE',
    multiple: true,
  }),
  names: Flags.option({
    description: 'how tables, columns and other names are spelled in Postgres',
    options: ['keep', 'lower', 'snake'] as const,
    default: 'keep',
  })(),
  rules: Flags.string({
    description:
      'YAML or JSON file that gives other types and names, and says what becomes of invalid values',
    helpValue: 'FILE',
  }),
  allow: Flags.string({
    description: "accept a hazard that stops the run; 'all' accepts every one",
    helpValue: 'HAZARD',
    multiple: true,
  }),
}

/** A flag of the commands that read the rows. */
export const jobsFlag = Flags.integer({
  description: 'how many connections read MySQL at once [default: as many as the cores and the server allow]',
  helpValue: 'N',
  min: 1,
  max: 64,
})

interface SourceFlagValues {
  source?: string
  'ssl-mode'?: SourceOptions['sslMode']
  'ssl-ca'?: string
  include?: string[]
  exclude?: string[]
  names: SourceOptions['names']
  rules?: string
  jobs?: number
  allow?: string[]
}

/** Turns the flags' values into the options of the pipeline, and reads the files that they name. */
export async function sourceOptions(flags: SourceFlagValues): Promise<SourceOptions> {
  return {
    source: flags.source,
    sslMode: flags['ssl-mode'],
    sslCa: flags['ssl-ca'] === undefined ? undefined : await readCertificate(flags['ssl-ca']),
    include: flags.include ?? [],
    exclude: flags.exclude ?? [],
    names: flags.names,
    jobs: flags.jobs,
    rules: flags.rules === undefined ? undefined : await rulesOfFile(flags.rules),
    allow: knownHazards(flags.allow ?? []),
  }
}

/** The YAML reader is loaded only when it is needed, so that other commands start sooner. */
async function rulesOfFile(file: string): Promise<MigrationRules> {
  const {readRules} = await import('./read-rules.js')
  return readRules(file)
}

/** Refuses unknown codes, which would otherwise silently allow nothing. */
function knownHazards(codes: string[]): string[] {
  const known = new Set<string>([...HAZARD_CODES, 'all'])
  const unknown = codes.filter(code => !known.has(code))
  if (unknown.length === 0) return codes
  throw new MigrationError(`There is no hazard ${unknown.join(', ')} to allow.`, {
    code: 'bad-flags',
    suggestions: [`Hazards that exist: ${HAZARD_CODES.join(', ')}, or all`],
  })
}

async function readCertificate(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new MigrationError(`Couldn't read the certificate file ${file}.`, {code: 'bad-certificate'})
  }
}
