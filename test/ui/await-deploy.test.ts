import {expect} from 'chai'

import {runProgram, type ProgramRun} from '../run-program.js'

describe('the deploy', () => {
  const answers: Array<{what: string; typed: string[]; outcome: string}> = [
    {what: 'goes on', typed: ['deployed'], outcome: 'went on'},
    {what: 'goes on, however it is typed', typed: [' Deployed '], outcome: 'went on'},
    {what: 'gives up', typed: ['back'], outcome: '12 deploy-given-up: The deploy was given up.'},
    {what: 'asks again after a slip', typed: ['deploy', '', 'deployed'], outcome: 'went on'},
  ]
  for (const {what, typed, outcome} of answers)
    it(`that is waited for ${what}: ${JSON.stringify(typed)}`, async () => {
      const {stderr} = await runDeploying("waitForDeploy('sushi', signal)", typed)
      expect(stderr).to.contain('Deploy the code that speaks Postgres now, in another terminal.')
      expect(stderr.split('\n').at(-1)).to.equal(outcome)
    })

  it('that is waited for ends when the terminal is closed, as with Ctrl-C: exit 15', async () => {
    const {stderr} = await runDeploying("waitForDeploy('sushi', signal)", [])
    expect(stderr.split('\n').at(-1)).to.equal('15 interrupted: Interrupted.')
  })

  it('that is waited for ends with a signal', async () => {
    const {stderr} = await runDeploying("waitForDeploy('sushi', AbortSignal.timeout(500))", ['deploy'])
    expect(stderr.split('\n').at(-1)).to.equal('15 interrupted: Interrupted.')
  })

  const commands: Array<{what: string; command: string; stderr: string}> = [
    {
      what: 'succeeds, with its output on stderr',
      command: 'echo pushed; echo warned >&2',
      stderr: 'pushed\nwarned\nwent on',
    },
    {
      what: 'fails',
      command: 'exit 3',
      stderr: '12 deploy-failed: The deploy command ended with 3: exit 3',
    },
    {
      what: 'is killed',
      command: 'kill -9 $$',
      stderr: '12 deploy-failed: The deploy command ended with SIGKILL: kill -9 $$',
    },
    {
      what: 'cannot be found',
      command: 'no-such-program 2>/dev/null',
      stderr: '12 deploy-failed: The deploy command ended with 127: no-such-program 2>/dev/null',
    },
  ]
  for (const {what, command, stderr} of commands)
    it(`by a command that ${what}`, async () => {
      const ran = await runDeploying(`runDeploy(${JSON.stringify(command)}, signal)`, [])
      expect(ran.stderr).to.equal(stderr)
      expect(ran.stdout.toString()).to.equal('')
    })
})

/** Calls a function of await-deploy, types a line each time it asks, and ends stderr with how it ended. */
function runDeploying(call: string, typed: string[]): Promise<ProgramRun> {
  let answered = 0
  return runProgram(
    `
    import {runDeploy, waitForDeploy} from './src/ui/await-deploy.ts'
    const {signal} = new AbortController()
    const outcome = await ${call}
      .then(() => 'went on', error => \`\${error.oclif?.exit} \${error.code}: \${error.message}\`)
    process.stderr.write(outcome, () => process.exit())`,
    {
      onStdout(text, {stdin}) {
        const questions = text.split(PROMPT_ENDS)
        if (questions.length <= answered || !questions.at(-1)?.includes('Type "deployed"')) return
        const line = typed[answered++]
        if (line !== undefined) stdin!.write(`${line}\n`)
        else if (typed.length === 0) stdin!.end()
      },
    },
  )
}

/** The prompt shows the cursor again when it has its answer. */
const PROMPT_ENDS = '\u001B[?25h'
