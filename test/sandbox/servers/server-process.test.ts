import {expect} from 'chai'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {mkdtemp} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {startServer} from '../../../sandbox/servers/server-process.js'

const makeFolder = () => mkdtemp(join(tmpdir(), 'server-process-'))

const refuse = () => Promise.reject(new Error('refused'))

async function untilGone(folder: string): Promise<void> {
  for (let tries = 0; existsSync(folder) && tries < 100; tries++) await sleep(50)
}

describe('startServer', () => {
  it('stops the server and removes its folder', async () => {
    const folder = await makeFolder()
    const command = ['sh', '-c', `touch ${folder}/up; exec sleep 600`]
    const answers = async () => expect(existsSync(`${folder}/up`)).to.equal(true)
    const stop = await startServer({name: 'Sleeper', command, folder, signal: 'KILL', answers})
    expect(existsSync(folder)).to.equal(true)
    await stop()
    expect(existsSync(folder)).to.equal(false)
  })

  it('says why a server did not start, and removes its folder', async () => {
    const folder = await makeFolder()
    const command = ['sh', '-c', 'echo no space left >&2; exit 3']
    const error = await startServer({
      name: 'MariaDB',
      command,
      folder,
      signal: 'KILL',
      answers: refuse,
    }).catch((error: unknown) => error)
    expect(String(error)).to.equal('Error: MariaDB did not start:\nno space left\n')
    expect(existsSync(folder)).to.equal(false)
  })

  it('leaves nothing behind when its parent is killed', async () => {
    const folder = await makeFolder()
    const code = `
      import {startServer} from './sandbox/servers/server-process.js'
      const command = ['sh', '-c', 'echo $$ > ${folder}/pid; exec sleep 600']
      startServer({name: 'Sleeper', command, folder: '${folder}', signal: 'KILL', answers: async () => {}})
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', code], {
      stdio: 'inherit',
    })
    for (let tries = 0; !existsSync(`${folder}/pid`) && tries < 200; tries++) await sleep(50)
    expect(existsSync(`${folder}/pid`)).to.equal(true)
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    await untilGone(folder)
    expect(existsSync(folder)).to.equal(false)
  })
})
