import {expect} from 'chai'
import {failureOf} from '../failure-of.js'
import {childSeconds, measure} from '../../bench/measure.js'

const MIB = 2 ** 20
/** A thread that holds 40 MiB until a child has ended, which takes 60 MiB and works for half a second of processor time. */
const FAMILY = `
  const {Worker} = require('node:worker_threads')
  const hold = mib => 'globalThis.held = Buffer.alloc(' + mib + ' * 2 ** 20, 1);'
  new Worker(hold(40) + 'require("node:worker_threads").parentPort.on("message", () => {}).postMessage("ready")', {eval: true})
    .once('message', () => {
      const work = hold(60) + 'while (process.cpuUsage().user < 5e5);'
      require('node:child_process').spawn(process.execPath, ['-e', work]).on('exit', () => process.exit())
    })`

describe('measure', () => {
  it('counts processor time and memory of children and threads', async () => {
    const {cost} = await measure([process.execPath, '-e', FAMILY])
    expect(cost.cpuSeconds).to.be.at.least(0.5)
    expect(cost.machineCpuSeconds).to.be.at.least(0.4)
    if (process.platform !== 'linux') return
    expect(cost.peakBytes).to.be.greaterThan(100 * MIB)
  })

  it('gives what was written to stdout where that is asked for', async () => {
    const {stdout} = await measure(['sh', '-c', 'echo "$GREETING"'], {
      env: {GREETING: 'hi'},
      keepStdout: true,
    })
    expect(stdout).to.equal('hi\n')
  })

  it('fails with what the command said', async () => {
    const failing = measure(['sh', '-c', 'echo one; echo "ERROR: no room" >&2; echo bye >&2; exit 3'])
    expect(await failureOf(failing)).to.have.property('message', 'sh ended with 3: ERROR: no room')
  })

  it("reads the shell's times", () => {
    expect(childSeconds('0m0.01s 0m0.02s\n1m2.500s 0m0.25s\n')).to.equal(62.75)
  })
})
