import {expect} from 'chai'
import {setTimeout as sleep} from 'node:timers/promises'

import {unlessInterrupted} from '../../src/lib/pipeline/unless-interrupted.js'

async function failing(): Promise<never> {
  await sleep(10)
  throw new Error('the connection was closed')
}

const codeOf = (error: {code?: string; message: string}): string => error.code ?? error.message

describe('unlessInterrupted', () => {
  it('returns the result of the work, or throws its error', async () => {
    const {signal} = new AbortController()
    expect(await unlessInterrupted(Promise.resolve(7), signal)).to.equal(7)
    expect(await unlessInterrupted(failing(), signal).catch(codeOf)).to.equal('the connection was closed')
  })

  // Otherwise Node would end the process before anything is put back; mocha tells of it.
  for (const when of ['before', 'meanwhile'])
    it(`throws at once when the run is interrupted ${when}, and ignores how the work ends`, async () => {
      const stop = new AbortController()
      if (when === 'before') stop.abort()
      const ended = unlessInterrupted(failing(), stop.signal).catch(codeOf)
      stop.abort()
      expect(await ended).to.equal('interrupted')
      await sleep(30)
    })
})
