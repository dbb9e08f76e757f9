import {execFile} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {promisify} from 'node:util'
import {expect} from 'chai'
import {startSandbox, type Sandbox} from '../../sandbox/start-sandbox.js'
import {onEachSource, postgresUrl} from '../servers.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {packPlugin, type PackedPlugin} from './pack-plugin.js'
import {runHeroku} from './run-heroku.js'
import {expectSameValues} from '../same-values.js'

/** The CLI installs a plugin's dependencies from the npm registry. */
const INSTALL_MS = 180_000

onEachSource(source => {
  if (source.flavor === 'mysql') return
  describe('the packed plugin', function () {
    this.timeout(INSTALL_MS)
    let packed: PackedPlugin
    let demo: DemoSource
    let sandbox: Sandbox

    before(async () => {
      packed = await packPlugin()
      demo = await createDemoSource(source)
      sandbox = await startSandbox({mysqlUrl: demo.url, postgresAdminUrl: postgresUrl()})
      const env = {...sandbox.env, ...(await npmSettings())}
      const {code, stdout, stderr} = await runHeroku(['plugins:install', `file:${packed.tarball}`], env)
      expect(code, stdout + stderr).to.equal(0)
    })

    after(async () => {
      await sandbox?.stop()
      await demo?.drop()
    })

    const heroku = async (...args: string[]): Promise<string> => {
      const {code, stdout, stderr} = await runHeroku(args, sandbox.env)
      expect(code, stdout + stderr).to.equal(0)
      return stdout
    }

    it('holds what runs and nothing else', async () => {
      const {stdout} = await promisify(execFile)('tar', ['-tzf', packed.tarball])
      const files = stdout
        .trimEnd()
        .split('\n')
        .map(name => name.replace('package/', ''))
      const kinds = new Set(files.map(name => name.split('/')[0]))
      expect([...kinds].sort()).to.deep.equal([
        'LICENSE',
        'README.md',
        'bin',
        'dist',
        'oclif.manifest.json',
        'package.json',
      ])
    })

    it('has a fresh manifest, the one that is committed', async () => {
      const manifest = async (folder: string | URL) =>
        JSON.parse(await readFile(folder, 'utf8')) as {commands: object}
      const inTarball = await manifest(path.join(packed.folder, 'oclif.manifest.json'))
      const committed = await manifest(new URL('../../oclif.manifest.json', import.meta.url))
      expect(inTarball).to.deep.equal(committed)
      expect(Object.keys(inTarball.commands).sort()).to.deep.equal([
        'pg:migrate-mysql',
        'pg:migrate-mysql:dump',
        'pg:migrate-mysql:plan',
        'pg:migrate-mysql:resume',
        'pg:migrate-mysql:verify',
      ])
    })

    it('is a plugin of the CLI under its name', async () => {
      expect(await heroku('plugins')).to.match(/^heroku-pg-migrate-mysql \d+\.\d+\.\d+/m)
    })

    it('answers --help of its commands', async () => {
      expect(await heroku('pg:migrate-mysql', '--help')).to.contain('move an app from MySQL or MariaDB')
      const plan = await heroku('pg:migrate-mysql:plan', '--help')
      expect(plan).to.contain('without changing anything').and.to.contain('--bucket=')
    })

    it('is listed by heroku help pg', async () => {
      expect(await heroku('help', 'pg')).to.match(/pg:migrate-mysql\s+move an app from MySQL/)
    })

    it('moves the demo database', async () => {
      const args = ['--app', 'sushi', '--with-app', 'sushi-client', '--bucket', `s3://${sandbox.bucket}`]
      await heroku('pg:migrate-mysql', ...args, '--no-deploy', '--confirm', 'sushi')
      await expectSameValues(demo.admin, sandbox.heroku.configVars('sushi').DATABASE_URL ?? '')
    })
  })
})

/** Where this machine's npm looks, since HOME is another one; with its cache it asks the registry for less. */
async function npmSettings(): Promise<Record<string, string>> {
  const setting = async (name: string): Promise<string> =>
    (await promisify(execFile)('npm', ['config', 'get', name])).stdout.trim()
  return {NPM_CONFIG_USERCONFIG: await setting('userconfig'), NPM_CONFIG_CACHE: await setting('cache')}
}
