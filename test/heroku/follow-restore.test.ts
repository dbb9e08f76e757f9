import {expect} from 'chai'

import {followRestore} from '../../src/lib/heroku/follow-restore.js'
import {rawTransfer} from './fixtures.js'
import {data, failureOf, fakeClock, testApi, withoutNetwork} from './test-api.js'

const path = '/client/v11/apps/sushi-id/transfers/transfer-7'
const pending = rawTransfer({started_at: null, updated_at: null})
const running = (second: number): object =>
  rawTransfer({processed_bytes: second * 1000, updated_at: `2026-11-22 10:00:0${second} +0000`})
const ended = {started_at: '2026-11-22 10:00:01 +0000', finished_at: '2026-11-22 10:01:31 +0000'}
const down = {id: 'unavailable', message: 'Data services are down.'}

/** What the data host answers, one look each; a number is a status. */
function answers(...list: Array<number | object>): void {
  for (const answer of list)
    if (typeof answer === 'number') data().get(path).reply(answer, down)
    else data().get(path).reply(200, answer)
}

function log(...messages: string[]): void {
  const logs = messages.map(message => ({created_at: '2026-11-22 10:01:30 +0000', level: 'info', message}))
  data()
    .get(`${path}?verbose=true`)
    .reply(200, rawTransfer({...ended, succeeded: false, logs}))
}

describe('followRestore', () => {
  withoutNetwork()

  it('reports the progress every three seconds, until the restore has succeeded', async () => {
    answers(pending, running(2), rawTransfer({...ended, succeeded: true, processed_bytes: 9000, warnings: 1}))
    const clock = fakeClock()
    const progress: object[] = []
    const onProgress = (now: object) => progress.push(now)
    const outcome = await followRestore(await testApi(), 'sushi-id', 'transfer-7', {onProgress, ...clock})
    expect(outcome).to.deep.equal({state: 'succeeded', warnings: 1, seconds: 90})
    expect(clock.slept).to.deep.equal([3000, 3000])
    expect(progress).to.deep.equal([
      {pending: true, processedBytes: 0},
      {pending: false, processedBytes: 2000},
      {pending: false, processedBytes: 9000},
    ])
  })

  const outcomes = [
    {
      name: 'a failure, with the errors and the end of its log, without secrets',
      prepare() {
        answers(running(1), rawTransfer({...ended, succeeded: false}))
        log(
          'pg_restore: error: could not execute query: ERROR:  relation "a" does not exist',
          ...Array.from({length: 20}, (_, index) => `pg_restore: processing data for table ${index}`),
          'connected to postgres://u:secret@db-host/d',
        )
      },
      expected: {
        state: 'failed',
        reason: 'pg_restore reported errors.',
        lastLines: [
          'pg_restore: error: could not execute query: ERROR:  relation "a" does not exist',
          'pg_restore: processing data for table 16',
          'pg_restore: processing data for table 17',
          'pg_restore: processing data for table 18',
          'pg_restore: processing data for table 19',
          'connected to postgres://u:***@db-host/d',
        ],
      },
    },
    {
      name: 'a failure whose log cannot be had',
      prepare() {
        answers(rawTransfer({...ended, succeeded: false}))
        data().get(`${path}?verbose=true`).reply(503, down)
      },
      expected: {state: 'failed', reason: 'pg_restore reported errors.', lastLines: []},
    },
    {
      name: 'a cancelled restore',
      prepare() {
        answers(rawTransfer({...ended, succeeded: false, canceled_at: ended.finished_at}))
        log('canceled')
      },
      expected: {state: 'failed', reason: 'The restore was cancelled.', lastLines: ['canceled']},
    },
    {
      name: 'a deleted restore',
      prepare: () => answers(410),
      expected: {state: 'failed', reason: 'The restore was deleted.', lastLines: []},
    },
    {
      name: 'a short outage in between',
      prepare: () =>
        answers(404, 503, 503, running(1), 503, 503, 503, rawTransfer({...ended, succeeded: true})),
      expected: {state: 'succeeded', warnings: 0, seconds: 90},
    },
    {
      name: 'an API that stays away',
      prepare: () => answers(running(1), 503, 503, 503, 503),
      expected: {state: 'lost-contact', reason: 'Data services are down.'},
    },
    {
      name: 'a login that is no longer good',
      prepare: () => answers(running(1), 403),
      expected: {state: 'lost-contact', reason: 'Data services are down.'},
    },
    {
      name: 'a restore that stands still',
      prepare: () =>
        answers(
          pending,
          pending,
          pending,
          pending,
          running(1),
          running(1),
          running(1),
          running(1),
          running(1),
        ),
      expected: {state: 'lost-contact', reason: 'It gave no sign of life for 3 minutes.'},
    },
    {
      name: 'a restore that never ends',
      prepare: () => answers(...Array.from({length: 11}, (_, second) => running(second % 10))),
      expected: {state: 'lost-contact', reason: 'It did not end in time.'},
    },
  ]
  for (const {name, prepare, expected} of outcomes) {
    it(`ends after ${name}`, async () => {
      prepare()
      const minute = 60_000
      const options = {
        interval: minute,
        maxFailures: 3,
        silence: 3 * minute,
        timeout: 10 * minute,
        ...fakeClock(),
      }
      const outcome = await followRestore(await testApi(), 'sushi-id', 'transfer-7', options)
      expect(outcome).to.deep.equal(expected)
    })
  }

  it('stops when it is interrupted', async () => {
    const following = followRestore(await testApi(), 'sushi-id', 'transfer-7', {signal: AbortSignal.abort()})
    expect((await failureOf(following)).code).to.equal('interrupted')
  })
})
