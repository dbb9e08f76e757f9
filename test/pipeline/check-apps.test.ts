import {expect} from 'chai'

import type {App} from '../../src/lib/heroku/read-app.js'
import {appProblems} from '../../src/lib/pipeline/check-apps.js'
import {checkWithoutBucket} from '../../src/lib/pipeline/check-everything.js'
import {chooseSource} from '../../src/lib/pipeline/choose-source.js'
import type {MigrationInput} from '../../src/lib/pipeline/migration-input.js'
import type {StepTools} from '../../src/lib/pipeline/run-steps.js'
import {failureOf} from '../failure-of.js'
import {rawAttachment} from '../heroku/fixtures.js'
import {platform, testApi, withoutNetwork} from '../heroku/test-api.js'

const URL = 'mysql://u:p@db.example.com/shop'

describe('the apps', () => {
  withoutNetwork()

  for (const source of [undefined, 'JAWSDB_URL', URL])
    it(`are refused if another app uses the MySQL add-on: --source ${source ?? 'left out'}`, async () => {
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
        ['other-app-attached', 'Stop it during the migration and move it, too: --with-app sushi-client'],
      ])
    })

  it('have to be given by name, not by id', async () => {
    platform().get('/apps/01234567').reply(200, {id: '01234567', name: 'sushi', maintenance: false})
    platform().get('/apps/01234567/config-vars').reply(200, {})
    const input = {
      heroku: await testApi(),
      options: {app: '01234567', withApps: []},
    } as unknown as MigrationInput
    const error = await failureOf(checkWithoutBucket(input, {report() {}} as unknown as StepTools))
    expect(error).to.deep.include({code: 'app-not-by-name', suggestions: ['Give its name: --app sushi']})
  })
})
