// Run as `node sandbox/setup.mjs demo.ts ARGS` on a fresh clone: it needs only Node and npm. It installs the npm
// packages, builds the plugin, and runs the given file of this folder. It skips what is already done.
import {spawn, spawnSync} from 'node:child_process'
import {existsSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [file, ...args] = process.argv.slice(2)

if (Number.parseInt(process.versions.node, 10) < 20) {
  fail(`Node ${process.versions.node} is too old: install Node 20 or later from https://nodejs.org`)
}

if (!file || !existsSync(join(root, 'sandbox', file))) {
  fail('Usage: node sandbox/setup.mjs FILE [ARGS], where FILE is a file in sandbox/')
}

if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) {
  npm('Installing npm packages', 'ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts')
}

if (
  changed('dist') < Math.max(...['package.json', 'tsconfig.build.json', 'src'].map(path => changed(path)))
) {
  npm('Building the plugin', 'run', '--silent', 'build')
}

// Worker threads need TypeScript's loader, too, and do not get it from the first import.
const loaders = ['--import=tsx', '--import=./test/tsx-in-workers.mjs']
const child = spawn(process.execPath, [...loaders, join('sandbox', file), ...args], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Ctrl-C in a terminal reaches the child anyway, and a second one might make it stop without cleaning up.
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal))
}

child.on('exit', (code, signal) => {
  if (!signal) process.exit(code)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})

/** When a file, or the newest file in a folder, was written; 0 if there is none. */
function changed(path) {
  const full = join(root, path)
  if (!existsSync(full)) return 0
  const stat = statSync(full)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(full).map(name => changed(join(path, name))))
}

function npm(title, ...command) {
  console.error(`${title}...`)
  const {status} = spawnSync('npm', command, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail(`npm ${command.join(' ')} failed.`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
