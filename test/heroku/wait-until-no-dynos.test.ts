import {expect} from 'chai'

import {waitUntilNoDynos} from '../../src/lib/heroku/wait-until-no-dynos.js'
import {failureOf, fakeClock, platform, testApi, withoutNetwork} from './test-api.js'

const web = {name: 'web.1', type: 'web', state: 'up', command: 'java -jar app.jar'}
const run = {name: 'run.1828', type: 'run', state: 'up', command: 'bin/import'}

describe('waitUntilNoDynos', () => {
  withoutNetwork()

  it('reports which dynos it waits for, until none is left', async () => {
    for (const dynos of [[web, run], [run], []]) platform().get('/apps/sushi/dynos').reply(200, dynos)
    const waited: string[][] = []
    const onWaiting = (dynos: Array<{name: string}>) => waited.push(dynos.map(({name}) => name))
    await waitUntilNoDynos(await testApi(), 'sushi', {onWaiting, ...fakeClock()})
    expect(waited).to.deep.equal([['web.1', 'run.1828'], ['run.1828']])
  })

  it('looks until its time is over, however often that fails', async () => {
    platform().get('/apps/sushi/dynos').times(80).reply(503, {})
    platform().get('/apps/sushi/dynos').reply(200, [])
    await waitUntilNoDynos(await testApi(), 'sushi', fakeClock())
  })

  it('names a one-off dyno that does not end, and the command that stops it', async () => {
    platform().get('/apps/sushi/dynos').times(3).reply(200, [run])
    const options = {interval: 1000, timeout: 2000, ...fakeClock()}
    const error = await failureOf(waitUntilNoDynos(await testApi(), 'sushi', options))
    expect(error.code).to.equal('dynos-still-running')
    expect(error.message).to.include('run.1828 (bin/import)')
    expect(error.suggestions).to.deep.equal(['heroku ps:stop --dyno-name run.1828 --app sushi'])
  })
})
