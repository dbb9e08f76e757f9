import {execFile} from 'node:child_process'
import {mkdir, mkdtemp, rm, symlink} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {after} from 'mocha'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What packing reads: sources, what is packed as it is, and how to build. */
const SOURCES = [
  'bin',
  'src',
  'LICENSE',
  'README.md',
  'oclif.manifest.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

/** The plugin as users get it. */
export interface PackedPlugin {
  /** Absolute path of the tarball that `npm pack` made. */
  tarball: string
  /** The tarball's contents, with the work tree's node_modules beside them: ready for `heroku plugins:link`. */
  folder: string
}

let packed: Promise<PackedPlugin> | undefined
const folders: string[] = []

/**
 * Packs the plugin with `npm pack`, once for all tests. Packing builds, so it works on a copy: the work tree's own
 * build and manifest stay as they are, and no test runs what an earlier build has left there.
 */
export function packPlugin(): Promise<PackedPlugin> {
  packed ??= pack()
  return packed
}

async function pack(): Promise<PackedPlugin> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'packed-plugin-'))
  folders.push(temporary)
  const copy = path.join(temporary, 'copy')
  await mkdir(copy)
  await run('cp', ['-R', ...SOURCES.map(name => path.join(ROOT, name)), copy])
  await symlink(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))
  const {stdout} = await run('npm', ['pack', '--silent', '--pack-destination', temporary], {cwd: copy})
  const tarball = path.join(temporary, stdout.trim().split('\n').at(-1) ?? '')
  await run('tar', ['-xzf', tarball, '-C', temporary])
  const folder = path.join(temporary, 'package')
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
  return {tarball, folder}
}

after(() => Promise.all(folders.map(folder => rm(folder, {recursive: true, force: true}))))
