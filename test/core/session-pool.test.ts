import {expect} from 'chai'
import {sessionPool} from '../../src/lib/core/session-pool.js'

class LostError extends Error {}

const isLost = (error: unknown): boolean => error instanceof LostError

/** Lets sessions of these names answer with their name, but those that are lost. */
function pool(names: string[], lost: string[], spare?: string) {
  const asked: string[] = []
  const {use} = sessionPool(names, isLost, spare)
  const ask = (): Promise<string> =>
    use(async name => {
      asked.push(name)
      if (lost.includes(name)) throw new LostError(name)
      return name
    })
  return {ask, asked}
}

describe('sessionPool', () => {
  it('hands the task of a lost session to another, and never asks the lost one again', async () => {
    const {ask, asked} = pool(['a', 'b'], ['b'])
    expect(await Promise.all([ask(), ask(), ask(), ask()])).to.deep.equal(['a', 'a', 'a', 'a'])
    expect(asked.filter(name => name === 'b')).to.have.length(1)
  })

  it('fails every task when the last session is lost', async () => {
    const {ask} = pool(['a', 'b'], ['a', 'b'])
    const ends = await Promise.allSettled([ask(), ask(), ask()])
    expect(ends.map(({status}) => status)).to.deep.equal(['rejected', 'rejected', 'rejected'])
  })

  it('turns to the spare session once all others are lost, and not before', async () => {
    const one = pool(['a', 'b'], ['b'], 'spare')
    await Promise.all([one.ask(), one.ask(), one.ask()])
    expect(one.asked).not.to.contain('spare')
    const both = pool(['a', 'b'], ['a', 'b'], 'spare')
    expect(await Promise.all([both.ask(), both.ask(), both.ask()])).to.deep.equal(['spare', 'spare', 'spare'])
  })

  it('fails with the error of the spare session when that is lost as well', async () => {
    const {ask} = pool(['a'], ['a', 'spare'], 'spare')
    expect(await ask().catch((error: unknown) => (error as Error).message)).to.equal('spare')
  })

  it('passes on any other failure, and keeps the session', async () => {
    const {use} = sessionPool(['a'], isLost)
    const failed = await use(() => Promise.reject(new Error('no such table'))).catch(
      (error: unknown) => (error as Error).message,
    )
    expect(failed).to.equal('no such table')
    expect(await use(name => Promise.resolve(name))).to.equal('a')
  })
})
