import {expect} from 'chai'

import type {ConfigVarUpdates} from '../../src/lib/heroku/config-vars.js'
import {planPromotion, promote, type Promotion} from '../../src/lib/heroku/promote.js'
import {addon, rawAttachment} from './fixtures.js'
import {platform, testApi, withoutNetwork} from './test-api.js'

const saved = {DATABASE_URL: 'MYSQL_DATABASE_URL'}
const migrated = rawAttachment('MIGRATED', 'pg-mig')
const old = (name: string, changes = {}) => rawAttachment(name, 'postgresql-old', changes)
const found = (attachments: object[], vars: object) => {
  platform().get('/apps/sushi/addon-attachments').reply(200, attachments)
  platform().get('/apps/sushi/config-vars').reply(200, vars)
}
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
    found([migrated], {DATABASE_URL: 'mysql://u:p@h/d'})
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
      .get('/apps/sushi/addon-attachments')
      .reply(200, [migrated, old('DATABASE')])
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
    found([rawAttachment('DATABASE', 'pg-mig')], {SPRING_DATASOURCE_URL: 'jdbc:mysql://h/d'})
    platform().patch('/apps/sushi/config-vars', updates).reply(200, {})
    const previous = {addon: 'pg-mig', namespace: null, keptAs: null}
    await promote(
      await testApi(),
      {app: 'sushi', addon: 'pg-mig', previous, saved: {}, releaseBefore: 41},
      updates,
    )
  })
  const url = {DATABASE_URL: 'mysql://u:p@h/d'}
  const kept = {MYSQL_DATABASE_URL: 'mysql://u:p@h/d'}
  const previous = {addon: 'postgresql-old', namespace: null, keptAs: 'OLD_DATABASE'}
  const attaches = (): unknown =>
    platform().post('/addon-attachments', attach).reply(201, rawAttachment('DATABASE', 'pg-mig'))
  const again: Array<{
    what: string
    before: Promotion['previous']
    attachments: object[]
    updates: ConfigVarUpdates
    vars: object
    missing: () => unknown
  }> = [
    {
      what: 'nothing but the old database was attached, under another name',
      before: previous,
      attachments: [migrated, old('DATABASE'), old('OLD_DATABASE')],
      updates: {SPRING_DATASOURCE_URL: null},
      vars: {SPRING_DATASOURCE_URL: 'jdbc:mysql://h/d'},
      missing() {
        platform().patch('/apps/sushi/config-vars', {SPRING_DATASOURCE_URL: null}).reply(200, {})
        attaches()
      },
    },
    {
      what: 'some config vars were changed by somebody',
      before: null,
      attachments: [migrated],
      updates: {DATABASE_URL: null, ...kept},
      vars: {...url, ...kept},
      missing() {
        platform().patch('/apps/sushi/config-vars', {DATABASE_URL: null}).reply(200, {})
        attaches()
      },
    },
    {
      what: 'all config vars were changed',
      before: null,
      attachments: [migrated],
      updates: {DATABASE_URL: null, ...kept},
      vars: kept,
      missing: attaches,
    },
    {
      what: 'everything was done, and only the last answer lost',
      before: null,
      attachments: [migrated, rawAttachment('DATABASE', 'pg-mig')],
      updates: {DATABASE_URL: null, ...kept},
      vars: {DATABASE_URL: 'postgres://new', ...kept},
      missing() {},
    },
  ]
  for (const {what, before, attachments, updates, vars, missing} of again)
    it(`goes on from what is there: ${what}`, async () => {
      found(attachments, vars)
      missing()
      const promotion = {app: 'sushi', addon: 'pg-mig', previous: before, saved: {}, releaseBefore: 41}
      await promote(await testApi(), promotion, updates)
    })
})
