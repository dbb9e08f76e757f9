import {expect} from 'chai'
import type {ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {withInterruptSignal} from '../../src/ui/interrupt-signal.js'
import {failureOf} from '../failure-of.js'
import {runProgram} from '../run-program.js'

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const
const NOTICE =
  '\nInterrupted: stopping, and putting back what was changed. Press Ctrl-C again to stop without that.\n'

/** As in the CLI, a listener that exits at once was there first. Putting back takes as long as the first argument says, in ms, and leaves the file of the second. */
const PROGRAM = `
  import {writeFile} from 'node:fs/promises'
  import {setTimeout} from 'node:timers/promises'
  import {withInterruptSignal} from './src/ui/interrupt-signal.ts'
  const [putBackMs, done] = process.argv.slice(1)
  process.on('SIGINT', () => process.exit(99))
  process.on('SIGTERM', () => process.exit(99))
  process.on('SIGHUP', () => process.exit(99))
  await withInterruptSignal(async signal => {
    const aborted = new Promise(resolve => signal.addEventListener('abort', resolve))
    const alive = setInterval(() => {}, 1000)
    process.stdout.write('working')
    await aborted
    process.stdout.write('aborted')
    await setTimeout(Number(putBackMs))
    clearInterval(alive)
    process.stderr.write('put back')
    if (done) await writeFile(done, 'put back')
  }, 'Go on with: resume')
  process.kill(process.pid, 'SIGINT')
  await setTimeout(5000)`

describe('withInterruptSignal', () => {
  for (const name of SIGNALS)
    it(`lets things be put back on ${name}; then the listeners of the CLI are there again`, async () => {
      const {stderr, code} = await runProgram(PROGRAM, {
        args: ['50'],
        meanwhile: child => whenever(child, {working: () => child.kill(name)}),
      })
      expect({stderr, code}).to.deep.equal({stderr: `${NOTICE}put back`, code: 99})
    })

  it('ends at once on a second Ctrl-C, with exit code 15 and what to type next', async () => {
    const {stderr, code} = await runProgram(PROGRAM, {
      args: ['60000'],
      meanwhile: child =>
        whenever(child, {working: () => child.kill('SIGINT'), aborted: () => child.kill('SIGINT')}),
    })
    expect({stderr, code}).to.deep.equal({stderr: `${NOTICE}\nGo on with: resume\n`, code: 15})
  })

  it('puts things back when the terminal is closed and nothing can be printed any more', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'closed-terminal-'))
    const done = path.join(folder, 'put-back')
    await runProgram(PROGRAM, {
      args: ['50', done],
      meanwhile: child =>
        whenever(child, {
          working() {
            child.stdout?.destroy()
            child.stderr?.destroy()
            child.kill('SIGHUP')
          },
        }),
    })
    expect(await readFile(done, 'utf8')).to.equal('put back')
    await rm(folder, {recursive: true})
  })

  // A closing terminal sends SIGHUP from its shell and again from the system; Ctrl-C may come before it.
  for (const name of ['SIGHUP', 'SIGINT'] as const)
    it(`keeps putting things back when SIGHUP comes after ${name}`, async () => {
      const {stderr, code} = await runProgram(PROGRAM, {
        args: ['300'],
        meanwhile: child =>
          whenever(child, {working: () => child.kill(name), aborted: () => child.kill('SIGHUP')}),
      })
      expect({stderr, code}).to.deep.equal({stderr: `${NOTICE}put back`, code: 99})
    })

  it('returns the result, or fails with the error, of what was run', async () => {
    expect(await withInterruptSignal(async ({aborted}) => ({aborted}))).to.deep.equal({aborted: false})
    const error = new Error('no')
    expect(await failureOf(withInterruptSignal(() => Promise.reject(error)))).to.equal(error)
  })

  for (const name of SIGNALS)
    it(`removes every listener of ${name} in the meantime and restores it afterwards`, async () => {
      const heard: string[] = []
      const always = (): number => heard.push('always')
      process.on(name, always)
      process.once(name, () => heard.push('once'))
      const before = process.rawListeners(name)
      try {
        const meanwhile = await withInterruptSignal(async () => process.rawListeners(name))
        expect(meanwhile).to.have.lengthOf(1)
        expect(before).not.to.include(meanwhile[0])
        expect(process.rawListeners(name)).to.deep.equal(before)
      } finally {
        for (const listener of process.rawListeners(name).slice(-2))
          process.removeListener(name, listener as () => void)
      }

      expect(heard).to.deep.equal([])
    })
})

/** Does something at the first time a child has printed a word. */
async function whenever(child: ChildProcess, reactions: Record<string, () => unknown>): Promise<void> {
  let printed = ''
  child.stdout?.on('data', chunk => {
    printed += chunk
    for (const [word, react] of Object.entries(reactions)) {
      if (!printed.includes(word)) continue
      delete reactions[word]
      react()
    }
  })
  await once(child, 'close')
}
