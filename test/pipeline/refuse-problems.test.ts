import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import type {Problem} from '../../src/lib/core/problem.js'
import {attempt} from '../../src/lib/pipeline/attempt.js'
import {refuseProblems} from '../../src/lib/pipeline/refuse-problems.js'
import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {failureOf} from '../failure-of.js'

const BUCKET: Problem = {code: 'no-bucket', what: 'There is no bucket.', remedy: 'Name one'}
const SOURCE: Problem = {code: 'access-denied', what: 'MySQL refuses the login.', remedy: 'Look\nLook again'}
const BARE: Problem = {code: 'bare', what: 'It is so.', remedy: ''}

describe('problems', () => {
  const cases: Array<{what: string; problems: Problem[]; error: object | null; isListed: boolean}> = [
    {what: 'none', problems: [], error: null, isListed: false},
    {
      what: 'one is the error itself',
      problems: [BUCKET],
      error: {message: 'There is no bucket.', code: 'no-bucket', suggestions: ['Name one']},
      isListed: false,
    },
    {
      what: 'one with two remedies has two suggestions',
      problems: [SOURCE],
      error: {
        message: 'MySQL refuses the login.',
        code: 'access-denied',
        suggestions: ['Look', 'Look again'],
      },
      isListed: false,
    },
    {
      what: 'one without a remedy has no suggestion',
      problems: [BARE],
      error: {message: 'It is so.', code: 'bare', suggestions: []},
      isListed: false,
    },
    {
      what: 'several are all listed',
      problems: [BUCKET, SOURCE],
      error: {
        message: 'Found 2 problems. Nothing was changed.',
        code: 'problems',
        suggestions: ['Each is listed above with what to do about it.'],
      },
      isListed: true,
    },
  ]
  for (const {what, problems, error, isListed} of cases)
    it(`refuseProblems: ${what}`, () => {
      const events: RunEvent[] = []
      let failure: unknown = null
      try {
        refuseProblems(problems, event => events.push(event))
      } catch (error_) {
        failure = error_
      }

      expect(failure && shown(failure as MigrationError)).to.deep.equal(error)
      expect(events).to.deep.equal(isListed ? [{kind: 'problems', problems}] : [])
    })

  it('attempt: returns what was found, and adds no problem', async () => {
    const problems: Problem[] = []
    expect(await attempt(problems, () => 'found')).to.equal('found')
    expect(problems).to.deep.equal([])
  })

  it('attempt: makes a problem of a failure, so that the checks go on', async () => {
    const problems = [BUCKET]
    const find = async (): Promise<never> => {
      throw new MigrationError(SOURCE.what, {code: SOURCE.code, suggestions: SOURCE.remedy.split('\n')})
    }

    expect(await attempt(problems, find)).to.equal(undefined)
    expect(problems).to.deep.equal([BUCKET, SOURCE])
  })

  it('attempt: throws an unexpected error instead of making a problem of it', async () => {
    const bug = new TypeError('undefined is not a function')
    const found = attempt([], () => {
      throw bug
    })
    expect(await failureOf(found)).to.equal(bug)
  })
})

function shown({message, code, suggestions}: MigrationError): object {
  return {message, code, suggestions}
}
