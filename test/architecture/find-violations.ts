import {basename} from 'node:path'
import {layerOf, LAYERS} from './layers.js'
import type {Import, SourceFile} from './read-source-file.js'

/** What only a command may do: print, prompt, exit, read the environment. */
const COMMANDS_ONLY = /^(?:console\.|process\.(?:argv|env|exit|exitCode|stderr|stdin|stdout)$)/
const KEBAB_CASE = /^[a-z\d]+(?:-[a-z\d]+)*\.ts$/
const SAYS_NOTHING = /^(?:helpers?|index|types|utils?)\.ts$/

/** Every breach of the direction rule, of the quiet of the lower layers and of the file names, one sentence each. */
export function findViolations(files: SourceFile[]): string[] {
  return files.flatMap(file => [...wrongImports(file), ...wrongGlobals(file), ...wrongName(file)])
}

/** Loops among imports that are still there after compilation, each as the files on the way round. */
export function findCycles(files: SourceFile[]): string[] {
  const next = new Map(files.map(({path, imports}) => [path, imports.filter(({typeOnly}) => !typeOnly)]))
  const done = new Set<string>()
  const visit = (path: string, way: string[]): string[] => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].join(' -> ')]
    if (done.has(path)) return []
    const found = (next.get(path) ?? []).flatMap(({of}) => visit(of, [...way, path]))
    done.add(path)
    return found
  }

  return files.flatMap(({path}) => visit(path, []))
}

function wrongImports({path, imports}: SourceFile): string[] {
  const from = layerOf(path)
  if (!from) return [`${path} belongs to no layer`]
  return imports.filter(found => !mayImport(from, found)).map(({of}) => `${path} may not import ${of}`)
}

function mayImport(from: string, {of}: Import): boolean {
  const {layers, packages} = LAYERS[from]!
  if (of.endsWith('.ts')) return [from, ...layers].includes(layerOf(of) ?? '')
  return packages.some(name => of === name || (/[/:]$/.test(name) && of.startsWith(name)))
}

function wrongGlobals({path, globals}: SourceFile): string[] {
  if (!path.startsWith('src/lib/')) return []
  return globals.filter(text => COMMANDS_ONLY.test(text)).map(text => `${path} may not use ${text}`)
}

function wrongName({path}: SourceFile): string[] {
  const name = basename(path)
  if (!KEBAB_CASE.test(name)) return [`${path} is not in kebab-case`]
  return path.startsWith('src/lib/') && SAYS_NOTHING.test(name)
    ? [`${path} does not say what it exports`]
    : []
}
