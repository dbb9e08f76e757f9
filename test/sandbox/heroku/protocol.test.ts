import {expect} from 'chai'
import {startHerokuClient, type HerokuClient} from './heroku-client.js'

describe('HTTP of the sandbox Heroku', () => {
  let client: HerokuClient

  beforeEach(async () => {
    client = await startHerokuClient()
  })

  afterEach(() => client.stop())

  const REFUSED: [string, string, Record<string, string>, number, string][] = [
    ['a wrong token', 'GET /apps/sushi', {authorization: 'Bearer other'}, 401, 'unauthorized'],
    [
      'a wrong token for the Data API',
      'GET /client/v11/apps/sushi/transfers',
      {authorization: 'Bearer x'},
      401,
      'unauthorized',
    ],
    ['no API version', 'GET /apps/sushi', {accept: 'application/json'}, 406, 'not_acceptable'],
    ['an unknown app', 'GET /apps/ghost', {}, 404, 'not_found'],
    ['an unknown add-on', 'GET /apps/sushi/addons/ghost', {}, 404, 'not_found'],
    ['an unknown release', 'GET /apps/sushi/releases/v99', {}, 404, 'not_found'],
    ['an unknown endpoint', 'GET /nothing', {}, 404, 'not_found'],
    [
      'a page that is too large',
      'GET /apps/sushi/releases',
      {range: 'id ..; max=1001'},
      416,
      'requested_range_not_satisfiable',
    ],
  ]
  for (const [what, request, headers, status, id] of REFUSED) {
    it(`answers ${status} ${id} to ${what}`, async () => {
      const answer = await client.call(request, undefined, headers)
      expect(answer.status).to.equal(status)
      expect(answer.body.id).to.equal(id)
      expect(answer.body.message).to.be.a('string')
    })
  }

  it('answers for an unknown database as the Data API does: with HTML declared as JSON', async () => {
    const {status, headers, body} = await client.call('GET /client/v11/databases/ghost')
    expect(status).to.equal(404)
    expect(headers['content-type']).to.equal('application/json')
    expect(body).to.equal('<h1>Not Found</h1>')
  })

  it('adds its own id to the request ids that it was sent', async () => {
    const {headers} = await client.call('GET /apps/sushi', undefined, {'request-id': 'mine'})
    expect(headers['request-id']).to.match(/^[\da-f-]{36},mine$/)
  })

  it('answers 429 when no requests are left, and does not count asking how many are left', async () => {
    client.heroku.state.settings.rateLimitRemaining = 1
    expect((await client.call('GET /apps/sushi')).headers['ratelimit-remaining']).to.equal('0')
    expect((await client.call('GET /account/rate-limits')).body).to.deep.equal({remaining: 0})
    const {status, body} = await client.call('GET /apps/sushi')
    expect(status).to.equal(429)
    expect(body.id).to.equal('rate_limit')
  })

  const versions = async (range: string) => {
    const answer = await client.call<{version: number}[]>('GET /apps/sushi/releases', undefined, {range})
    return {...answer, versions: answer.body.map(({version}) => version)}
  }

  describe('lists', () => {
    beforeEach(async () => {
      for (const value of ['1', '2', '3']) await client.call('PATCH /apps/sushi/config-vars', {N: value})
    })

    it('lists the newest releases as the CLI asks for them', async () => {
      const {status, versions: found} = await versions('version ..; max=2, order=desc')
      expect(status).to.equal(206)
      expect(found).to.deep.equal([5, 4])
    })

    it('can be read page by page with Next-Range, without gaps or repeats', async () => {
      const all: number[] = []
      let range: unknown = 'version ..; max=2'
      while (typeof range === 'string') {
        const page = await versions(range)
        all.push(...page.versions)
        range = page.headers['next-range']
      }

      expect(all).to.deep.equal([1, 2, 3, 4, 5])
    })
  })

  describe('simulated failures', () => {
    it('answers with an error as often as it was set to', async () => {
      await client.call('POST /__sandbox/faults', {
        path: '/apps/sushi$',
        status: 503,
        body: {id: 'maintenance'},
        times: 2,
      })
      const statuses = []
      for (let count = 0; count < 3; count++) statuses.push((await client.call('GET /apps/sushi')).status)
      expect(statuses).to.deep.equal([503, 503, 200])
    })

    it('cuts the connection before a call is handled', async () => {
      client.heroku.faults.add({method: 'PATCH', path: '^/apps/sushi$', reset: true})
      const lost = await client.call('PATCH /apps/sushi', {maintenance: true}).catch((error: Error) => error)
      expect(lost).to.be.an('error')
      expect((await client.call('GET /apps/sushi')).body.maintenance).to.equal(false)
    })

    it('cuts the connection after the work is done', async () => {
      client.heroku.faults.add({method: 'PATCH', path: '^/apps/sushi$', reset: true, when: 'after'})
      await client.call('PATCH /apps/sushi', {maintenance: true}).catch(() => {})
      expect((await client.call('GET /apps/sushi')).body.maintenance).to.equal(true)
    })

    it('lets the first calls through when told to skip them', async () => {
      client.heroku.faults.add({path: '^/apps/sushi$', status: 500, skip: 1})
      expect((await client.call('GET /apps/sushi')).status).to.equal(200)
      expect((await client.call('GET /apps/sushi')).status).to.equal(500)
    })

    it('refuses a fault without a path and a setting that does not exist', async () => {
      expect((await client.call('POST /__sandbox/faults', {status: 500})).status).to.equal(422)
      expect((await client.call('PATCH /__sandbox/settings', {provisionDelay: 5})).status).to.equal(422)
    })
  })

  it('logs calls without the values of config vars or the credentials in URLs', async () => {
    await client.call('PATCH /apps/sushi/config-vars', {SECRET: 'hunter2', OLD: null})
    await client.call('POST /client/v11/databases/ghost/restores', {
      backup_url: 'https://bucket/key?X-Amz-Credential=AKIA&X-Amz-Signature=cafe',
    })
    const text = JSON.stringify((await client.call('GET /__sandbox/requests')).body)
    expect(text).to.contain('"SECRET":"***"').and.to.contain('"OLD":null')
    expect(text).not.to.match(/hunter2|AKIA|cafe/)
    const state = JSON.stringify((await client.call('GET /__sandbox/state')).body)
    expect(state).to.contain('"SECRET"')
    expect(state).not.to.match(/hunter2/)
  })
})
