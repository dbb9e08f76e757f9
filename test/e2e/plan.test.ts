import {expect} from 'chai'
import {onEachSource} from '../servers.js'
import {changesIn, stateOf} from './app-state.js'
import {createDemoSource, type DemoSource} from './demo-source.js'
import {startScene, type Scene} from './start-scene.js'

onEachSource(source => {
  describe('heroku pg:migrate-mysql:plan', function () {
    this.timeout(60_000)
    let demo: DemoSource
    let scene: Scene

    before(async () => {
      demo = await createDemoSource(source)
      scene = await startScene(demo.url)
    })

    after(async () => {
      await scene?.stop()
      await demo?.drop()
    })

    const plan = (...args: string[]) =>
      scene.migrate([
        ':plan',
        '--app',
        'sushi',
        '--with-app',
        'sushi-client',
        '--bucket',
        scene.bucketUrl,
        ...args,
      ])

    it('says what would be moved and what it would cost, and changes nothing', async () => {
      const {code, stderr} = await plan()
      expect(code, stderr).to.equal(0)
      expect(stderr).to.contain('11 tables, 2 views, 4,854 rows')
      expect(stderr).to.contain('heroku-postgresql:essential-0, ~$0.007/hour (max $5/month)')
      expect(changesIn(scene.sandbox)).to.deep.equal([])
      expect(stateOf(scene.sandbox)).to.deep.equal(scene.before)
      expect(await scene.journals()).to.equal('')
    })

    it('exits 11 on a hazard that blocks, with the flag to paste, which lets it pass', async () => {
      await demo.admin.query(`SET sql_mode = ''; CREATE TABLE risky (id int PRIMARY KEY, due date NOT NULL);
        INSERT INTO risky VALUES (1, '0000-00-00')`)
      const blocked = await plan()
      expect(blocked.code).to.equal(11)
      const [flag = ''] =
        /--allow [\w-]+/.exec(blocked.stderr.slice(blocked.stderr.indexOf('Try this'))) ?? []
      expect(blocked.stderr).to.contain('risky.due')
      const allowed = await plan(...flag.split(' '))
      expect(allowed.code, allowed.stderr).to.equal(0)
      expect(changesIn(scene.sandbox)).to.deep.equal([])
    })
  })
})
