import {expect} from 'chai'
import type {SqlSession} from '../../src/lib/mysql/connect.js'
import {sharedSession} from '../../src/lib/mysql/shared-session.js'

/** A session whose statements end when `finish` is called, and the statements that it was given. */
function heldSession(begun: string[]) {
  const running: Array<{sql: string; resolve: (rows: never[]) => void; reject: (error: Error) => void}> = []
  const session: SqlSession = {
    query(sql) {
      begun.push(sql)
      return new Promise((resolve, reject) => {
        running.push({sql, resolve, reject})
      })
    },
    attempt: sql => session.query(sql).then(rows => ({rows: rows as never[]})),
    received: () => 0,
  }
  return {
    session,
    finish: () => running.shift()!.resolve([]),
    fail: () => running.shift()!.reject(new Error('lost')),
  }
}

const settle = (): Promise<void> =>
  new Promise(resolve => {
    setImmediate(resolve)
  })

describe('sharedSession', () => {
  it('runs as many statements as there are sessions, and the others in order when one is free', async () => {
    const begun: string[] = []
    const [one, two] = [heldSession(begun), heldSession(begun)]
    const shared = sharedSession([one.session, two.session])
    const all = Promise.all(['a', 'b', 'c', 'd'].map(sql => shared.query(sql)))
    await settle()
    expect(begun).to.have.members(['a', 'b'])
    two.finish()
    await settle()
    expect(begun.slice(2)).to.deep.equal(['c'])
    one.finish()
    two.finish()
    await settle()
    expect(begun.slice(3)).to.deep.equal(['d'])
    one.finish()
    await all
  })

  it('begins no other statement once one has failed', async () => {
    const begun: string[] = []
    const held = heldSession(begun)
    const shared = sharedSession([held.session])
    const all = Promise.allSettled(['a', 'b'].map(sql => shared.query(sql)))
    await settle()
    held.fail()
    const ended = await all
    expect(begun).to.deep.equal(['a'])
    expect(ended.map(result => (result as PromiseRejectedResult).reason.message)).to.deep.equal([
      'lost',
      'lost',
    ])
  })
})
