import {expect} from 'chai'

import {planPromotion, promote, type Promotion} from '../../src/lib/heroku/promote.js'
import {addon, rawAttachment} from './fixtures.js'
import {platform, testApi, withoutNetwork} from './test-api.js'

const saved = {DATABASE_URL: 'MYSQL_DATABASE_URL'}
const migrated = rawAttachment('MIGRATED', 'pg-mig')
const old = (name: string, changes = {}) => rawAttachment(name, 'postgresql-old', changes)
const attach = {
  addon: {name: 'pg-mig'},
  app: {name: 'sushi'},
  confirm: 'sushi',
  name: 'DATABASE',
  namespace: null,
}

describe('promoting', () => {
  withoutNetwork()

  const plans = [
    {name: 'nothing', attachments: [migrated], previous: null},
    {
      name: 'the new add-on itself',
      attachments: [rawAttachment('DATABASE', 'pg-mig')],
      previous: {addon: 'pg-mig', namespace: null, keptAs: null},
    },
    {
      name: 'a credential of the new add-on',
      attachments: [migrated, rawAttachment('DATABASE', 'pg-mig', {namespace: 'credential:app'})],
      previous: {addon: 'pg-mig', namespace: 'credential:app', keptAs: 'OLD_DATABASE'},
    },
    {
      name: 'a database with another name',
      attachments: [migrated, old('DATABASE'), old('HEROKU_POSTGRESQL_PINK')],
      previous: {addon: 'postgresql-old', namespace: null, keptAs: null},
    },
    {
      name: 'a database that is reachable as DATABASE only',
      attachments: [migrated, old('DATABASE'), rawAttachment('OLD_DATABASE', 'redis-1')],
      previous: {addon: 'postgresql-old', namespace: null, keptAs: 'OLD_DATABASE_2'},
    },
    {
      name: 'a credential of a database, the whole of which is attached elsewhere',
      attachments: [old('DATABASE', {namespace: 'credential:app'}), old('HEROKU_POSTGRESQL_PINK')],
      previous: {addon: 'postgresql-old', namespace: 'credential:app', keptAs: 'OLD_DATABASE'},
    },
  ]
  for (const {name, attachments, previous} of plans) {
    it(`is planned without a change, where DATABASE is ${name}`, async () => {
      platform().get('/apps/sushi/addon-attachments').reply(200, attachments)
      platform()
        .get('/apps/sushi/releases')
        .reply(206, [{id: 'r', version: 41, description: '', status: 'succeeded'}])
      const expected: Promotion = {app: 'sushi', addon: 'pg-mig', previous, saved, releaseBefore: 41}
      expect(await planPromotion(await testApi(), 'sushi', addon, saved)).to.deep.equal(expected)
    })
  }

  it('saves the config vars before it attaches', async () => {
    const calls: string[] = []
    const updates = {DATABASE_URL: null, MYSQL_DATABASE_URL: 'mysql://u:p@h/d'}
    platform()
      .patch('/apps/sushi/config-vars', updates)
      .reply(200, () => calls.push('config vars') && {})
    platform()
      .post('/addon-attachments', attach)
      .reply(201, () => calls.push('attach') && rawAttachment('DATABASE', 'pg-mig'))
    const promotion = {app: 'sushi', addon: 'pg-mig', previous: null, saved, releaseBefore: 41}
    await promote(await testApi(), promotion, updates)
    expect(calls).to.deep.equal(['config vars', 'attach'])
  })

  it('keeps the old database reachable, and leaves config vars alone that need no change', async () => {
    platform()
      .post('/addon-attachments', {...attach, addon: {name: 'postgresql-old'}, name: 'OLD_DATABASE'})
      .reply(201, old('OLD_DATABASE'))
    platform().post('/addon-attachments', attach).reply(201, rawAttachment('DATABASE', 'pg-mig'))
    const previous = {addon: 'postgresql-old', namespace: null, keptAs: 'OLD_DATABASE'}
    await promote(
      await testApi(),
      {app: 'sushi', addon: 'pg-mig', previous, saved: {}, releaseBefore: 41},
      {},
    )
  })

  it('attaches nothing anew where the add-on is DATABASE already', async () => {
    const updates = {SPRING_DATASOURCE_URL: null}
    platform().patch('/apps/sushi/config-vars', updates).reply(200, {})
    const previous = {addon: 'pg-mig', namespace: null, keptAs: null}
    await promote(
      await testApi(),
      {app: 'sushi', addon: 'pg-mig', previous, saved: {}, releaseBefore: 41},
      updates,
    )
  })
})
