import {expect} from 'chai'
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {copyFile, mkdir, mkdtemp, rm, symlink, utimes, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {text} from 'node:stream/consumers'

const PROJECT = {name: 'project', scripts: {build: 'mkdir -p dist && touch dist/built && echo built'}}

async function finish(child: ChildProcess): Promise<{stdout: string; stderr: string; code: number | string}> {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ])
  return {stdout, stderr, code: code ?? signal}
}

describe('sandbox/setup.mjs', () => {
  let project: string

  // A project of its own, so that nothing is installed or built in this one.
  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'setup-'))
    for (const folder of ['sandbox', 'src', 'test', 'node_modules']) await mkdir(join(project, folder))
    for (const file of ['sandbox/setup.mjs', 'test/tsx-in-workers.mjs']) {
      await copyFile(file, join(project, file))
    }

    await symlink(resolve('node_modules/tsx'), join(project, 'node_modules/tsx'))
    await writeFile(join(project, 'package.json'), JSON.stringify(PROJECT))
    for (const file of ['package-lock.json', 'node_modules/.package-lock.json', 'tsconfig.build.json']) {
      await writeFile(join(project, file), '{}')
    }
  })

  afterEach(() => rm(project, {recursive: true}))

  function start(...args: string[]): ChildProcess {
    return spawn(process.execPath, ['sandbox/setup.mjs', ...args], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  it('builds the plugin only if it is not built yet', async () => {
    await writeFile(join(project, 'sandbox/hello.ts'), 'console.log("hello" satisfies string)')
    const first = await finish(start('hello.ts'))
    expect(first.stdout).to.equal('built\nhello\n')
    expect((await finish(start('hello.ts'))).stdout).to.equal('hello\n')

    const file = join(project, 'src/newer.ts')
    await writeFile(file, '')
    await utimes(file, new Date(), new Date(Date.now() + 60_000))
    expect((await finish(start('hello.ts'))).stdout).to.equal('built\nhello\n')
  })

  it('installs packages when the lock file is newer than what is installed', async () => {
    await writeFile(join(project, 'sandbox/hello.ts'), '')
    await writeFile(join(project, 'package-lock.json'), 'cut off by a ba')
    const later = new Date(Date.now() + 60_000)
    await utimes(join(project, 'package-lock.json'), later, later)
    const {stderr, code} = await finish(start('hello.ts'))
    expect(stderr).to.contain('Installing npm packages...')
    expect(stderr).to.contain('npm ci --include=dev --no-audit --no-fund --ignore-scripts failed.')
    expect(code).to.equal(1)
  })

  it('passes on arguments and the exit code', async () => {
    const code = 'console.log(process.argv.slice(2).join("|")); process.exitCode = 7'
    await writeFile(join(project, 'sandbox/arguments.ts'), code)
    const ended = await finish(start('arguments.ts', 'a b', '--c'))
    expect(ended.stdout).to.contain('a b|--c\n')
    expect(ended.code).to.equal(7)
  })

  it('passes on a signal, and ends as its child does', async () => {
    await writeFile(join(project, 'sandbox/wait.ts'), 'console.log("up"); setInterval(() => {}, 1000)')
    const child = start('wait.ts')
    child.stdout!.on('data', chunk => String(chunk).includes('up') && child.kill('SIGTERM'))
    expect((await finish(child)).code).to.equal('SIGTERM')
  })

  it('explains its use when no file is named', async () => {
    const {stderr, code} = await finish(start())
    expect(stderr).to.equal('Usage: node sandbox/setup.mjs FILE [ARGS], where FILE is a file in sandbox/\n')
    expect(code).to.equal(1)
  })
})
