import {expect} from 'chai'
import {setTimeout} from 'node:timers/promises'

import {runProgram} from '../../run-program.js'

const SIZE = 8 << 20
const BLOCK = 1 << 16

/** Writes the archive to stdout as `dump --output -` does, in a CLI that has touched its stdout and turns its spinner. */
const PROGRAM = `
  import {ux} from '@oclif/core/ux'
  import {archiveOutput} from './src/lib/pipeline/output/archive-output.ts'
  async function* blocks() {
    for (let number = 0; number < ${SIZE / BLOCK}; number++) yield Buffer.alloc(${BLOCK}, number)
  }
  ux.action.start(process.stdout.isTTY ? 'On a terminal' : 'Writing')
  const outcome = await archiveOutput('-').write({bytes: blocks()}, 0, new AbortController().signal)
    .catch(error => \`\${error.code}: \${error.message}\`)
  ux.action.stop(String(outcome))`

describe('writeDescriptor, in a pipe', () => {
  it('gives a slow reader every byte', async () => {
    let read = Buffer.alloc(0)
    const {stderr} = await runProgram(PROGRAM, {
      async meanwhile({stdout}) {
        await setTimeout(1000)
        read = Buffer.concat(await stdout!.toArray())
      },
    })
    expect(stderr).to.equal(`Writing... ${SIZE}\n`)
    expect(read.length).to.equal(SIZE)
    expect(read.every((byte, index) => byte === Math.floor(index / BLOCK))).to.equal(true)
  })

  it('says so when the reader goes away', async () => {
    const {stderr} = await runProgram(PROGRAM, {meanwhile: ({stdout}) => stdout!.destroy()})
    expect(stderr).to.equal(
      "Writing... output-failed: Couldn't write to stdout: EPIPE: broken pipe, write.\n",
    )
  })
})
