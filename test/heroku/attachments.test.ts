import {expect} from 'chai'

import {addonAttachments, appAttachments, unknownApps} from '../../src/lib/heroku/attachments.js'
import {attachAddon, detachAddon} from '../../src/lib/heroku/change-attachments.js'
import {notFound, rawAttachment} from './fixtures.js'
import {platform, testApi, withoutNetwork} from './test-api.js'

const sushi = {id: 'sushi-id', name: 'sushi'}
const client = {id: 'client-id', name: 'sushi-client'}
const jawsdb = {
  id: 'JAWSDB-id',
  name: 'JAWSDB',
  namespace: null,
  app: sushi,
  addon: {id: 'jawsdb-round-1-id', name: 'jawsdb-round-1', app: sushi},
  configVars: ['JAWSDB_URL'],
}
const inclusion = {'accept-inclusion': 'addon:plan,config_vars'}

describe('attachments', () => {
  withoutNetwork()

  it('of an app come with their config vars', async () => {
    const list = [
      rawAttachment('JAWSDB', 'jawsdb-round-1'),
      rawAttachment('JAWSDB', 'jawsdb-round-1', {config_vars: undefined}),
    ]
    platform(inclusion).get('/apps/sushi/addon-attachments').reply(200, list)
    expect(await appAttachments(await testApi(), 'sushi')).to.deep.equal([jawsdb, jawsdb])
  })

  it('of an add-on show which other apps use it', async () => {
    const list = [
      rawAttachment('JAWSDB', 'jawsdb-round-1'),
      rawAttachment('MYSQL', 'jawsdb-round-1', {app: client}),
      rawAttachment('JAWSDB', 'jawsdb-round-1', {app: {id: 'rolls-id', name: 'rolls'}}),
      rawAttachment('READER', 'jawsdb-round-1', {app: {id: 'rolls-id', name: 'rolls'}}),
    ]
    platform(inclusion).get('/addons/jawsdb-round-1-id/addon-attachments').reply(200, list)
    const attachments = await addonAttachments(await testApi(), 'jawsdb-round-1-id')
    expect(unknownApps(attachments, ['sushi', 'sushi-client'])).to.deep.equal(['rolls'])
    expect(unknownApps(attachments, ['sushi', 'sushi-client', 'rolls'])).to.deep.equal([])
  })

  it('are created with the confirmation that replacing one needs', async () => {
    const body = {
      addon: {name: 'jawsdb-round-1'},
      app: {name: 'sushi'},
      confirm: 'sushi',
      name: 'JAWSDB',
      namespace: null,
    }
    platform().post('/addon-attachments', body).reply(201, rawAttachment('JAWSDB', 'jawsdb-round-1'))
    const made = await attachAddon(await testApi(), {app: 'sushi', addon: 'jawsdb-round-1', name: 'JAWSDB'})
    expect(made).to.deep.equal(jawsdb)
  })

  for (const [status, body] of [
    [200, rawAttachment('JAWSDB', 'jawsdb-round-1')],
    [404, notFound],
  ] as const) {
    it(`are removed, whether they existed or not (${status})`, async () => {
      platform().delete('/addon-attachments/JAWSDB-id').reply(status, body)
      await detachAddon(await testApi(), 'JAWSDB-id')
    })
  }
})
