import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import type {PlanSummary} from '../../src/lib/pipeline/run-event.js'
import {confirmApp, refuseUnconfirmable} from '../../src/ui/confirm-app.js'
import {runProgram} from '../run-program.js'

const PLAN: PlanSummary = {
  source: {name: 'JAWSDB_URL', host: 'h', database: 'd', version: 'MySQL 8'},
  tables: [],
  views: 0,
  rows: 0,
  bytes: 0,
  addon: {plan: 'essential-1', price: '$9/month'},
}

type Case = {
  what: string
  confirm?: string
  deploy?: 'keep-maintenance' | 'none' | 'wait'
  rehearse?: boolean
  isTTY: boolean
}

describe('the confirmation', () => {
  const refused: Array<Case & {code: string; message: string; suggestion: string}> = [
    {
      what: 'another app, terminal or not',
      confirm: 'sushi-staging',
      isTTY: true,
      code: 'not-confirmed',
      message: 'Confirmation sushi-staging did not match sushi. Aborted.',
      suggestion: 'Run the command with --confirm sushi',
    },
    {
      what: 'an empty name',
      confirm: '',
      isTTY: true,
      code: 'not-confirmed',
      message: 'Confirmation  did not match sushi. Aborted.',
      suggestion: 'Run the command with --confirm sushi',
    },
    {
      what: 'nobody to ask',
      deploy: 'none',
      isTTY: false,
      code: 'not-confirmed',
      message: 'There is no terminal to confirm on.',
      suggestion: 'Run the command with --confirm sushi',
    },
    {
      what: 'nobody who could deploy',
      confirm: 'sushi',
      isTTY: false,
      code: 'no-deploy-choice',
      message: 'There is no terminal to wait on while you deploy.',
      suggestion: 'Say what to do instead: --deploy COMMAND, --no-deploy or --keep-maintenance',
    },
  ]
  for (const {what, code, message, suggestion, ...given} of refused)
    it(`is refused at the start: ${what}`, () => {
      expect(() => refuse(given))
        .to.throw(MigrationError, message)
        .that.deep.includes({code, suggestions: [suggestion]})
    })

  const accepted: Case[] = [
    {what: 'asked for later, on a terminal', isTTY: true},
    {what: 'given, on a terminal', confirm: 'sushi', isTTY: true},
    {what: 'given, with nothing to deploy', confirm: 'sushi', deploy: 'none', isTTY: false},
    {what: 'given, with the deploy for later', confirm: 'sushi', deploy: 'keep-maintenance', isTTY: false},
    {what: 'given, for a rehearsal', confirm: 'sushi', rehearse: true, isTTY: false},
  ]
  for (const {what, ...given} of accepted)
    it(`can be had: ${what}`, () => {
      expect(() => refuse(given)).not.to.throw()
    })

  it('asks nothing if --confirm gives the name', async () => {
    const {signal} = new AbortController()
    await confirmApp(PLAN, {app: 'sushi', confirm: 'sushi', withApps: [], rehearse: false}, signal)
  })

  const asked: Array<{what: string; rehearse: boolean; typed: string; outcome: string; says: string[]}> = [
    {
      what: 'goes on when the name is typed',
      rehearse: false,
      typed: 'sushi',
      outcome: 'agreed',
      says: [
        'This creates a heroku-postgresql:essential-1 add-on on sushi, $9/month.',
        'sushi and sushi-client will be down while the data moves.',
      ],
    },
    {
      what: 'stops at another name',
      rehearse: true,
      typed: 'yes',
      outcome: 'not-confirmed: Confirmation did not match sushi. Aborted.',
      says: ['sushi and sushi-client stay up, and nothing is switched.'],
    },
  ]
  for (const {what, rehearse, typed, outcome, says} of asked)
    it(`says what it will do and ${what}`, async () => {
      const {stdout, stderr} = await runProgram(
        `
        import {confirmApp} from './src/ui/confirm-app.ts'
        const [plan, confirmation] = JSON.parse(process.argv[1])
        const said = await confirmApp(plan, confirmation, new AbortController().signal)
          .then(() => 'agreed', error => \`\${error.code}: \${error.message}\`)
        process.stderr.write(said, () => process.exit())`,
        {
          args: [JSON.stringify([PLAN, {app: 'sushi', withApps: ['sushi-client'], rehearse}])],
          meanwhile: ({stdin}) => stdin!.write(`${typed}\n`),
        },
      )
      // The CLI wraps and marks its warnings.
      const unwrapped = stderr.replaceAll(/\s+(?:›\s+)?/g, ' ')
      for (const line of says) expect(unwrapped).to.contain(line)
      expect(stderr + stdout.toString()).to.match(new RegExp(`${outcome}$`))
    })

  const ends = [
    {what: 'a signal', signal: 'AbortSignal.timeout(500)', closes: false},
    {what: 'its terminal, as with Ctrl-C', signal: 'new AbortController().signal', closes: true},
  ]
  for (const {what, signal, closes} of ends)
    it(`ends with ${what}: exit 15`, async () => {
      const {stderr} = await runProgram(
        `
        import {confirmApp} from './src/ui/confirm-app.ts'
        const [plan, confirmation] = JSON.parse(process.argv[1])
        const said = await confirmApp(plan, confirmation, ${signal})
          .then(() => 'agreed', error => \`\${error.oclif?.exit} \${error.code}: \${error.message}\`)
        process.stderr.write(said, () => process.exit())`,
        {
          args: [JSON.stringify([PLAN, {app: 'sushi', withApps: [], rehearse: false}])],
          onStdout(text, {stdin}) {
            if (closes && text.includes('To proceed')) stdin!.end()
          },
        },
      )
      expect(stderr).to.match(/15 interrupted: Interrupted\.$/)
    }).timeout(20_000)
})

function refuse({confirm, deploy = 'wait', rehearse = false, isTTY}: Omit<Case, 'what'>): void {
  refuseUnconfirmable({app: 'sushi', confirm}, {deploy: {kind: deploy}, rehearse}, isTTY)
}
