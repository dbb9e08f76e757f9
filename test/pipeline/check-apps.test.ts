import {expect} from 'chai'

import type {App} from '../../src/lib/heroku/read-app.js'
import {appProblems} from '../../src/lib/pipeline/check-apps.js'
import {chooseSource} from '../../src/lib/pipeline/choose-source.js'
import {rawAttachment} from '../heroku/fixtures.js'
import {platform, testApi, withoutNetwork} from '../heroku/test-api.js'

const URL = 'mysql://u:p@db.example.com/shop'

describe('appProblems', () => {
  withoutNetwork()

  for (const source of [undefined, 'JAWSDB_URL', URL])
    it(`names another app on the MySQL add-on: --source ${source ?? 'left out'}`, async () => {
      const jawsdb = rawAttachment('JAWSDB', 'jawsdb-1')
      platform().get('/apps/sushi/addon-attachments').reply(200, [jawsdb])
      platform()
        .get('/addons/jawsdb-1-id/addon-attachments')
        .reply(200, [jawsdb, {...jawsdb, app: {id: 'client-id', name: 'sushi-client'}}])
      const configVars = {JAWSDB_URL: URL}
      const chosen = chooseSource({source, include: [], exclude: [], allow: [], names: 'keep'}, configVars)
      const app = {name: 'sushi', space: null} as App
      const problems = await appProblems(await testApi(), [{app, configVars}], chosen)
      expect(problems.map(({code, remedy}) => [code, remedy])).to.deep.equal([
        ['other-app-attached', 'Stop it meanwhile and move it along: --with-app sushi-client'],
      ])
    })
})
