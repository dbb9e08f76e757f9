import {expect} from 'chai'

import {deployCode} from '../../src/lib/pipeline/deploy-code.js'
import type {DeployChoice, MigrationInput} from '../../src/lib/pipeline/migration-input.js'
import {failureOf} from '../failure-of.js'

describe('deployCode', () => {
  const cases: Array<{deploy: DeployChoice; did: string[]; serveAgain: boolean}> = [
    {
      deploy: {kind: 'command', command: 'git push heroku main'},
      did: ['runs git push heroku main'],
      serveAgain: true,
    },
    {deploy: {kind: 'wait'}, did: ['waits for sushi'], serveAgain: true},
    {deploy: {kind: 'none'}, did: ['Nothing to deploy (--no-deploy)'], serveAgain: true},
    {
      deploy: {kind: 'keep-maintenance'},
      did: ['The apps stay in maintenance mode (--keep-maintenance)'],
      serveAgain: false,
    },
  ]
  for (const {deploy, did, serveAgain} of cases)
    it(`${did.join(',')} for ${deploy.kind}, and then the apps ${serveAgain ? 'serve' : 'wait'}`, async () => {
      const log: string[] = []
      expect(await run(deploy, log)).to.deep.equal({serveAgain})
      expect(log).to.deep.equal(did)
    })

  for (const deploy of [{kind: 'wait'}, {kind: 'command', command: 'make'}] as const)
    it(`fails when the deploy does: ${deploy.kind}`, async () => {
      const error = new Error('given up')
      expect(await failureOf(run(deploy, [], error))).to.equal(error)
    })
})

function run(deploy: DeployChoice, log: string[], error?: Error): Promise<object> {
  const {signal} = new AbortController()
  const did = async (what: string, given: AbortSignal): Promise<void> => {
    expect(given).to.equal(signal)
    log.push(what)
    if (error) throw error
  }

  const input = {
    options: {deploy, app: 'sushi'},
    waitForDeploy: (app: string, given: AbortSignal) => did(`waits for ${app}`, given),
    runDeploy: (command: string, given: AbortSignal) => did(`runs ${command}`, given),
  } as unknown as MigrationInput
  return deployCode(input, {
    signal,
    report: event => log.push(event.kind === 'note' ? event.text : event.kind),
    onFailure() {},
    atEnd() {},
    keepChanges() {},
  })
}
