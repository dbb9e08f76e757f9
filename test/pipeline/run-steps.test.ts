import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import type {RunEvent} from '../../src/lib/pipeline/run-event.js'
import {Steps, takeBack, type StepTools} from '../../src/lib/pipeline/run-steps.js'
import {failureOf} from '../failure-of.js'

const NEVER = new AbortController().signal
const BACK = 'The apps are as they were before, on MySQL.'
const OTHERS = 'The migration took back what it changed. What others changed meanwhile stays: see above.'
const NOT_BACK = 'Not everything could be put back: see the commands above.'

describe('Steps', () => {
  describe('that all go well', () => {
    it('run in order, each knowing the input and what the steps before it found', async () => {
      const steps = Steps.given<{app: string}>()
        .step({title: 'one', run: ({app}) => ({first: `${app} 1`})})
        .step({title: 'two', run: async ({app, first}) => ({second: `${first}, ${app} 2`})})
      expect(await steps.run({app: 'sushi'}, () => {}, NEVER)).to.deep.equal({
        app: 'sushi',
        first: 'sushi 1',
        second: 'sushi 1, sushi 2',
      })
    })

    it('tell when they start and end', async () => {
      const {events} = await runSteps({one: ({report}) => report({kind: 'note', text: 'hello'}), two() {}})
      expect(events.map(event => withoutTime(event))).to.deep.equal([
        {kind: 'step-started', number: 1, of: 2, title: 'one'},
        {kind: 'note', text: 'hello'},
        {kind: 'step-finished', number: 1, of: 2, title: 'one'},
        {kind: 'step-started', number: 2, of: 2, title: 'two'},
        {kind: 'step-finished', number: 2, of: 2, title: 'two'},
      ])
    })

    it('clean up at the end, newest first, and take nothing back', async () => {
      const {did} = await runSteps({
        one: changes('add-on'),
        two: cleansUp('object'),
        three: cleansUp('connection'),
      })
      expect(did).to.deep.equal(['clean connection', 'clean object'])
    })

    it('can be listed without being run, and a longer list leaves the shorter one alone', () => {
      const short = Steps.given<object>().step({title: 'one', run: () => ({})})
      const long = short.step({title: 'two', run: () => ({})})
      expect([short.titles, long.titles]).to.deep.equal([['one'], ['one', 'two']])
    })
  })

  describe('one of which fails', () => {
    it('stop there; changes are undone newest first, then everything is cleaned up', async () => {
      const {did, events} = await runSteps({
        one: changes('add-on'),
        two: cleansUp('object'),
        three: changes('apps'),
        four: fails('no'),
        five: changes('config'),
      })
      expect(did).to.deep.equal(['undo apps', 'undo add-on', 'clean object'])
      expect(events.slice(-5).map(event => withoutTime(event))).to.deep.equal([
        {kind: 'step-started', number: 4, of: 5, title: 'four'},
        {kind: 'step-failed', number: 4, of: 5, title: 'four', message: 'no'},
        {kind: 'undone', what: 'apps is back'},
        {kind: 'undone', what: 'add-on is back'},
        {kind: 'undone', what: 'object is gone'},
      ])
    })

    it('take nothing back once what was changed is in use', async () => {
      const {did, error} = await runSteps({
        one: changes('config'),
        two(tools) {
          cleansUp('object')(tools)
          tools.keepChanges()
          throw new MigrationError('no', {code: 'no', exit: 12})
        },
      })
      expect(did).to.deep.equal(['clean object'])
      expect(error).to.include({message: 'no'})
    })

    it('take back what the failing step itself had registered', async () => {
      const {did} = await runSteps({
        one(tools) {
          changes('add-on')(tools)
          throw new Error('no')
        },
      })
      expect(did).to.deep.equal(['undo add-on'])
    })

    it('continue undoing when an undo fails, and say what to type instead', async () => {
      const {did, events} = await runSteps({
        one: changes('add-on'),
        two: changes('apps', new Error('mysql://app:s3cret@db/shop is down')),
        three: fails('no'),
      })
      expect(did).to.deep.equal(['undo apps', 'undo add-on'])
      expect(events.slice(-2)).to.deep.equal([
        {
          kind: 'undo-failed',
          what: 'apps is back',
          message: 'mysql://app:***@db/shop is down',
          remedy: 'put apps back',
        },
        {kind: 'undone', what: 'add-on is back'},
      ])
    })

    it('leave older changes alone, but those of its kind, while what they rest on cannot be taken back', async () => {
      const {did, events} = await runSteps({
        one: changes('add-on'),
        two: switches('sushi'),
        three: switches('client', new MigrationError('No.', {code: 'heroku-forbidden'})),
        four: fails('no'),
      })
      expect(did).to.deep.equal(['undo client', 'undo sushi'])
      expect(events.slice(-3)).to.deep.equal([
        {kind: 'undo-failed', what: 'client is back', message: 'No.', remedy: 'put client back'},
        {kind: 'undone', what: 'sushi is back'},
        {kind: 'note', text: 'What was changed before that stays as it is until then'},
      ])
    })

    it('try again while Heroku is out of order', async () => {
      const outages = [new MigrationError('Down.', {code: 'heroku-http-503'}), null]
      const events: RunEvent[] = []
      const run = async (): Promise<void> => {
        const outage = outages.shift()
        if (outage) throw outage
      }
      const undos = [{what: 'sushi is back', remedy: '', run}]
      expect(await takeBack(undos, event => events.push(event), {async sleep() {}})).to.equal(true)
      expect(events).to.deep.equal([
        {kind: 'note', text: 'Down. Trying again for some minutes'},
        {kind: 'undone', what: 'sushi is back'},
      ])
    })

    it('show no password of an error that was not foreseen', async () => {
      const {events, error} = await runSteps({one: fails(new Error('lost mysql://app:s3cret@db/shop'))})
      expect(JSON.stringify(events)).to.contain('lost mysql://app:***@db/shop').and.not.to.contain('s3cret')
      expect(error).to.be.instanceOf(MigrationError)
      expect(`${error?.stack}${JSON.stringify(error)}`).not.to.contain('s3cret')
    })
  })

  describe('tell by the exit code and the last line how it ended:', () => {
    const refused = new MigrationError('It blocks.', {code: 'blocked', suggestions: ['Allow it'], exit: 11})
    const plain = new MigrationError('It broke.', {code: 'broken', suggestions: ['Mend it']})
    const unforeseen = new TypeError('undefined is not a function')
    const cases: Array<{
      what: string
      steps: Record<string, Run>
      exit: number
      message: string
    }> = [
      {what: 'nothing was changed', steps: {one: fails(plain)}, exit: 1, message: 'It broke.'},
      {
        what: 'something was changed',
        steps: {one: changes('app'), two: fails(plain)},
        exit: 12,
        message: `It broke.\n${BACK}`,
      },
      {
        what: 'an error with a code of its own keeps it',
        steps: {one: changes('app'), two: fails(refused)},
        exit: 11,
        message: `It blocks.\n${BACK}`,
      },
      {
        what: 'others changed something meanwhile',
        steps: {
          one: ({onFailure, report}) =>
            onFailure({what: null, remedy: '', run: async () => report({kind: 'problems', problems: []})}),
          two: fails(plain),
        },
        exit: 12,
        message: `It broke.\n${OTHERS}`,
      },
      {
        what: 'not all was put back',
        steps: {one: changes('app', new Error('down')), two: fails(plain)},
        exit: 12,
        message: `It broke.\n${NOT_BACK}`,
      },
      {
        what: 'an error that nobody foresaw',
        steps: {one: changes('app'), two: fails(unforeseen)},
        exit: 12,
        message: `undefined is not a function\n${BACK}`,
      },
    ]
    for (const {what, steps, exit, message} of cases)
      it(what, async () => {
        const {error} = await runSteps(steps)
        expect([error?.oclif.exit, error?.message]).to.deep.equal([exit, message])
      })

    it('the error keeps its code and its suggestions', async () => {
      const {error} = await runSteps({one: changes('app'), two: fails(plain)})
      expect(error).to.include({code: 'broken'})
      expect(error?.suggestions).to.deep.equal(['Mend it'])
    })
  })

  describe('that are interrupted', () => {
    it('before a step do not begin it', async () => {
      const controller = new AbortController()
      const {did, error} = await runSteps(
        {one: changes('app'), two: () => controller.abort(), three: changes('config')},
        controller.signal,
      )
      expect(did).to.deep.equal(['undo app'])
      expect(error).to.include({code: 'interrupted', message: `Interrupted.\n${BACK}`})
      expect(error?.oclif.exit).to.equal(15)
    })

    it('within a step say so, whatever that step said', async () => {
      const controller = new AbortController()
      const {error} = await runSteps(
        {
          one() {
            controller.abort()
            throw new Error('The socket was closed.')
          },
        },
        controller.signal,
      )
      expect(error).to.include({code: 'interrupted', message: 'Interrupted.'})
      expect(error?.oclif.exit).to.equal(15)
    })

    it('in the last step end well when it did', async () => {
      const controller = new AbortController()
      const {error} = await runSteps({one: () => controller.abort()}, controller.signal)
      expect(error).to.equal(null)
    })
  })
})

type Run = (tools: StepTools) => unknown

const log: string[] = []

/** Runs steps that find nothing and collects what they told, did afterwards and failed with. */
async function runSteps(
  runs: Record<string, Run>,
  signal = NEVER,
): Promise<{events: RunEvent[]; did: string[]; error: MigrationError | null}> {
  log.length = 0
  const events: RunEvent[] = []
  let steps = Steps.given<object>()
  for (const [title, run] of Object.entries(runs)) {
    steps = steps.step({
      title,
      async run(_, tools) {
        await run(tools)
        return {}
      },
    })
  }
  const ended = steps.run({}, event => events.push(event), signal)
  const error = await ended.then(
    () => null,
    () => failureOf(ended),
  )
  return {events, did: [...log], error: error as MigrationError | null}
}

function changes(what: string, error?: Error): Run {
  return ({onFailure}) =>
    onFailure({what: `${what} is back`, remedy: `put ${what} back`, run: logged(`undo ${what}`, error)})
}

function switches(what: string, error?: Error): Run {
  return ({onFailure}) =>
    onFailure({
      what: `${what} is back`,
      remedy: `put ${what} back`,
      run: logged(`undo ${what}`, error),
      first: true,
    })
}

function cleansUp(what: string): Run {
  return ({atEnd}) => atEnd({what: `${what} is gone`, remedy: '', run: logged(`clean ${what}`)})
}

function fails(error: Error | string): Run {
  return () => {
    throw typeof error === 'string' ? new MigrationError(error, {code: 'no'}) : error
  }
}

function logged(line: string, error?: Error): () => Promise<void> {
  return async () => {
    log.push(line)
    if (error) throw error
  }
}

function withoutTime(event: RunEvent): object {
  if (event.kind !== 'step-finished') return event
  const {seconds, ...rest} = event
  expect(seconds).to.be.within(0, 10)
  return rest
}
