import {expect} from 'chai'
import {execFileSync} from 'node:child_process'
import {mkdtemp, mkdir, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {MigrationError} from '../../../src/lib/core/migration-error.js'
import {archiveOutput} from '../../../src/lib/pipeline/output/archive-output.js'
import {failureOf} from '../../failure-of.js'

const MEBIBYTE = 1 << 20

describe('archiveOutput to a file', () => {
  let folder = ''

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'archive-output-'))
  })

  afterEach(() => rm(folder, {recursive: true}))

  it('writes the bytes, for the owner only, and returns their number', async () => {
    const file = path.join(folder, 'app.dump')
    expect(await write(file, archive('PGDMP', 'rows'))).to.equal(9)
    expect(await readFile(file, 'utf8')).to.equal('PGDMProws')
    expect((await stat(file)).mode & 0o777).to.equal(0o600)
    expect(await readdir(folder)).to.deep.equal(['app.dump'])
  })

  it('does not show the file before it is complete', async () => {
    const file = path.join(folder, 'app.dump')
    let seen: string[] = []
    await write(file, async function* () {
      yield Buffer.alloc(MEBIBYTE)
      seen = await readdir(folder)
      yield Buffer.alloc(MEBIBYTE)
    })
    expect(seen).not.to.include('app.dump')
  })

  const failing: Array<{what: string; bytes: () => AsyncGenerator<Buffer>; abort: boolean; error: RegExp}> = [
    {
      what: 'the rows cannot be read',
      bytes: archive('PGDMP', new Error('lost')),
      abort: false,
      error: /^lost$/,
    },
    {what: 'the run is interrupted', bytes: archive('PGDMP', 'rows'), abort: true, error: /aborted/},
  ]
  for (const {what, bytes, abort, error} of failing)
    it(`leaves nothing behind, and an older file alone, when ${what}`, async () => {
      const file = path.join(folder, 'app.dump')
      await writeFile(file, 'older')
      const failed = await failureOf(write(file, bytes, abort ? AbortSignal.abort() : undefined))
      expect((failed as Error).message).to.match(error)
      expect(await readdir(folder)).to.deep.equal(['app.dump'])
      expect(await readFile(file, 'utf8')).to.equal('older')
    })

  const refused = [
    {what: 'a folder that is missing', output: 'missing/app.dump', reason: 'ENOENT'},
    {what: 'a folder', output: 'folder', reason: 'EISDIR'},
    {what: 'a full disk', output: 'full', reason: 'ENOSPC'},
  ]
  for (const {what, output, reason} of refused)
    it(`says that it could not write, and why: ${what}`, async () => {
      await mkdir(path.join(folder, 'folder'))
      await symlink('/dev/full', path.join(folder, 'full'))
      const file = path.join(folder, output)
      const error = await failureOf(write(file, archive('PGDMP')))
      expect(error).to.be.instanceOf(MigrationError).and.include({code: 'output-failed'})
      expect((error as Error).message)
        .to.match(new RegExp(`^Couldn't write ${file}: ${reason}: `))
        .and.match(/[^.]\.$/)
    })

  const unwritable = [
    {
      what: 'a folder that is missing',
      output: 'missing/app.dump',
      problem: /^Couldn't write into the folder .*missing\.$/,
    },
    {what: 'a folder', output: 'folder', problem: /^Couldn't write .*folder: it is a folder\.$/},
  ]
  for (const {what, output, problem} of unwritable)
    it(`finds out before anything is read: ${what}`, async () => {
      await mkdir(path.join(folder, 'folder'))
      const [found, ...others] = await archiveOutput(path.join(folder, output)).check()
      expect(others).to.deep.equal([])
      expect(found).to.include({code: 'output-failed'})
      expect(found?.what).to.match(problem)
    })

  for (const output of ['app.dump', 'pipe', 'older.dump'])
    it(`finds nothing wrong with ${output}, and creates nothing`, async () => {
      execFileSync('mkfifo', [path.join(folder, 'pipe')])
      await writeFile(path.join(folder, 'older.dump'), '')
      expect(await archiveOutput(path.join(folder, output)).check()).to.deep.equal([])
      expect((await readdir(folder)).sort()).to.deep.equal(['older.dump', 'pipe'])
    })

  it('leaves a device a device', async () => {
    const before = (await stat('/dev/null')).isCharacterDevice()
    const link = path.join(folder, 'link')
    await symlink('/dev/null', link)
    expect(await write(link, archive('PGDMP'))).to.equal(5)
    expect([before, (await stat(link)).isCharacterDevice()]).to.deep.equal([true, true])
  })

  it('writes into a named pipe instead of replacing it', async () => {
    const pipe = path.join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const [size, read] = await Promise.all([write(pipe, archive('PGDMP', 'rows')), readFile(pipe, 'utf8')])
    expect({size, read}).to.deep.equal({size: 9, read: 'PGDMProws'})
  })
})

function write(output: string, bytes: () => AsyncGenerator<Buffer>, signal?: AbortSignal): Promise<number> {
  return archiveOutput(output).write(
    {bytes: bytes(), head: {size: 0, bytes: () => Buffer.alloc(0)}},
    0,
    signal ?? new AbortController().signal,
  )
}

/** Yields each text's bytes; throws an error where one stands. */
function archive(...parts: Array<Error | string>): () => AsyncGenerator<Buffer> {
  return async function* () {
    for (const part of parts) {
      if (part instanceof Error) throw part
      yield Buffer.from(part)
    }
  }
}
