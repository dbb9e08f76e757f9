import {findSources, type SourceCandidate} from '../core/find-sources.js'
import {MigrationError} from '../core/migration-error.js'
import {parseSourceUrl, type SourceAddress, type SslMode} from '../core/source-address.js'
import type {SourceOptions} from './migration-input.js'

/** The MySQL database to read, and how to reach it. */
export interface ChosenSource {
  /** The name for messages: a config var, or `--source`. */
  name: string
  /** The config vars that point at it; empty when a URL was given. */
  configVars: string[]
  address: SourceAddress
  tls: {mode: SslMode; ca?: string}
}

/** Where the variables come from, in the words of messages. */
type VariablePlace = 'config vars' | 'environment'

/**
 * Finds the source: a URL, a variable's name, or whatever MySQL the variables point at.
 * Errors: `source-not-found`, `several-sources`, `bad-source-url`.
 */
export function chooseSource(
  options: SourceOptions,
  variables: Record<string, string>,
  place: VariablePlace = 'config vars',
): ChosenSource {
  const {source, sslMode, sslCa} = options
  const found = source?.includes('://') ? fromUrl(source) : fromVariables(source, variables, place)
  const mode = sslMode ?? found.sslMode ?? (sslCa ? 'verify-ca' : 'preferred')
  return {
    name: found.name,
    configVars: found.configVars,
    address: found.address,
    tls: sslCa === undefined ? {mode} : {mode, ca: sslCa},
  }
}

function fromUrl(url: string): SourceCandidate {
  const {address, tls} = parseSourceUrl(url)
  return {name: '--source', configVars: [], address, sslMode: tls.mode}
}

function fromVariables(
  name: string | undefined,
  variables: Record<string, string>,
  place: VariablePlace,
): SourceCandidate {
  const candidates = findSources(variables)
  if (name !== undefined) return byName(name, candidates, {variables, place})
  const [only, ...others] = candidates
  if (!only)
    throw new MigrationError(`Couldn't find a MySQL database in the ${place}.`, {
      code: 'source-not-found',
      suggestions: ['Name it with --source VARIABLE or --source mysql://USER:PASSWORD@HOST/DATABASE'],
    })
  if (others.length > 0)
    throw new MigrationError(
      `Found ${candidates.length} MySQL databases: ${candidates.map(c => c.name).join(', ')}.`,
      {
        code: 'several-sources',
        suggestions: candidates.map(
          candidate => `Choose with --source ${candidate.configVars[0] ?? candidate.name}`,
        ),
      },
    )
  return only
}

function byName(
  name: string,
  candidates: SourceCandidate[],
  {variables, place}: {variables: Record<string, string>; place: VariablePlace},
): SourceCandidate {
  const known = candidates.find(candidate => candidate.name === name || candidate.configVars.includes(name))
  if (known) return known
  const url = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (url === undefined)
    throw new MigrationError(`Couldn't find the variable ${name} in the ${place}.`, {
      code: 'source-not-found',
      suggestions: [
        place === 'environment' ? 'See what there is with: env' : 'See what there is with: heroku config',
      ],
    })
  return {...fromUrl(url), name, configVars: [name]}
}
