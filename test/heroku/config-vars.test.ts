import {expect} from 'chai'

import {changeConfigVars, configVarsOfRelease, readConfigVars} from '../../src/lib/heroku/config-vars.js'
import {failureOf, platform, testApi, withoutNetwork} from './test-api.js'

describe('config vars', () => {
  withoutNetwork()

  it('are read again each time', async () => {
    platform().get('/apps/sushi/config-vars').reply(200, {A: '1'})
    platform().get('/apps/sushi/config-vars').reply(200, {A: '2'})
    const api = await testApi()
    expect(await readConfigVars(api, 'sushi')).to.deep.equal({A: '1'})
    expect(await readConfigVars(api, 'sushi')).to.deep.equal({A: '2'})
  })

  it('are changed in one call, null included', async () => {
    const updates = {DATABASE_URL: null, MYSQL_DATABASE_URL: 'mysql://u:p@h/d'}
    platform().patch('/apps/sushi/config-vars', updates).reply(200, {MYSQL_DATABASE_URL: 'mysql://u:p@h/d'})
    expect(await changeConfigVars(await testApi(), 'sushi', updates)).to.deep.equal({
      MYSQL_DATABASE_URL: 'mysql://u:p@h/d',
    })
  })

  it('of an add-on are refused in Heroku’s words', async () => {
    platform()
      .patch('/apps/sushi/config-vars')
      .reply(422, {id: 'invalid_params', message: 'Cannot overwrite attachment values JAWSDB_URL.'})
    const error = await failureOf(changeConfigVars(await testApi(), 'sushi', {JAWSDB_URL: null}))
    expect(error.message).to.equal('Cannot overwrite attachment values JAWSDB_URL.')
  })

  it('can be read as they were in a release', async () => {
    platform().get('/apps/sushi/releases/41/config-vars').reply(200, {A: '0'})
    expect(await configVarsOfRelease(await testApi(), 'sushi', 41)).to.deep.equal({A: '0'})
  })
})
