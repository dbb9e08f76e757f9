import {expect} from 'chai'

import {isNotFound, isTransient} from '../../src/lib/heroku/translate-error.js'
import {data, failureOf, platform, testApi, withoutNetwork} from './test-api.js'

describe('herokuApi', () => {
  withoutNetwork()

  it('follows a list to its end', async () => {
    platform()
      .get('/apps')
      .reply(206, [{name: 'a'}], {'Next-Range': 'id ]a..'})
    platform({range: 'id ]a..'})
      .get('/apps')
      .reply(200, [{name: 'b'}])
    const api = await testApi()
    expect(await api.platform.get('/apps')).to.deep.equal([{name: 'a'}, {name: 'b'}])
  })

  it('reads the first page only, when told so', async () => {
    platform()
      .get('/apps')
      .reply(206, [{name: 'a'}], {'Next-Range': 'id ]a..'})
    const api = await testApi()
    expect(await api.platform.get('/apps', {partial: true})).to.deep.equal([{name: 'a'}])
  })

  it('sends bodies as JSON to the right host', async () => {
    data()
      .matchHeader('content-type', 'application/json')
      .post('/x', {extensions: ['citext']})
      .reply(200, {done: true})
    const api = await testApi()
    expect(await api.data.post('/x', {extensions: ['citext']})).to.deep.equal({done: true})
  })

  it('leaves the headers alone that it is given', async () => {
    const headers = {'Accept-Expansion': 'plan'}
    platform({'accept-expansion': 'plan'}).get('/x').reply(200, {})
    const api = await testApi()
    await api.platform.get('/x', {headers})
    expect(headers).to.deep.equal({'Accept-Expansion': 'plan'})
  })

  const refusals = [
    {
      name: 'not found, as the Platform API says it',
      status: 404,
      body: {id: 'not_found', message: "Couldn't find that app."},
      code: 'heroku-not-found',
      message: "Couldn't find that app.",
    },
    {
      name: 'not found with an empty body',
      status: 404,
      body: {},
      code: 'heroku-not-found',
      message: "Heroku's API answered 404 to GET /x.",
    },
    {
      name: 'no access',
      status: 403,
      body: {id: 'forbidden', message: 'You do not have access to the app sushi.'},
      code: 'heroku-forbidden',
      message: 'You do not have access to the app sushi.',
      suggestion: /heroku auth:whoami/,
    },
    {
      name: 'an account without billing information',
      status: 422,
      body: {
        id: 'verification_needed',
        message: 'Please verify your account.',
        url: 'https://heroku.com/verify',
      },
      code: 'heroku-verification-needed',
      message: 'Please verify your account.',
      suggestion: /heroku\.com\/verify/,
    },
    {
      name: 'too many requests',
      status: 429,
      body: {id: 'rate_limit', message: 'Your account reached the API rate limit.'},
      code: 'heroku-rate-limit',
      message: 'Your account reached the API rate limit.',
      suggestion: /Wait/,
    },
    {
      name: 'an outage',
      status: 503,
      body: {id: 'maintenance', message: 'API is down for maintenance.'},
      code: 'heroku-http-503',
      message: 'API is down for maintenance.',
      suggestion: /status\.heroku\.com/,
    },
    {
      name: 'a deleted thing',
      status: 410,
      body: {id: 'gone', message: 'Deleted.'},
      code: 'heroku-gone',
      message: 'Deleted.',
    },
    {
      name: 'a revoked key',
      status: 401,
      body: {id: 'unauthorized', message: 'Invalid credentials provided.'},
      code: 'heroku-unauthorized',
      message:
        'The token provided to HEROKU_API_KEY is invalid. Please double-check that you have the correct token, or run `heroku login` without HEROKU_API_KEY set.',
    },
    {
      name: 'secrets in a message',
      status: 422,
      body: {
        id: 'invalid_params',
        message:
          'Cannot restore https://b.s3.amazonaws.com/k?X-Amz-Signature=abc123 into postgres://u:hunter2@h/d',
      },
      code: 'heroku-invalid-params',
      message: 'Cannot restore https://b.s3.amazonaws.com/k?X-Amz-Signature=*** into postgres://u:***@h/d',
    },
  ]
  for (const {name, status, body, code, message, suggestion} of refusals) {
    it(`keeps the API's own words: ${name}`, async () => {
      platform().get('/x').reply(status, body)
      const api = await testApi()
      const error = await failureOf(api.platform.get('/x'))
      expect({code: error.code, message: error.message}).to.deep.equal({code, message})
      if (suggestion) expect(error.suggestions.join('\n')).to.match(suggestion)
      expect(Object.keys(error)).to.not.include.members(['http', 'body', 'cause'])
    })
  }

  const missing = [
    {form: 'with a message', body: {id: 'not_found', message: 'Not found.'}},
    {form: 'without a message', body: {}},
    {form: 'as HTML that calls itself JSON', body: '<h1>Not Found</h1>'},
  ]
  for (const {form, body} of missing) {
    it(`understands the data host's 404 ${form}`, async () => {
      data().get('/x').reply(404, body, {'Content-Type': 'application/json'})
      const api = await testApi()
      expect(isNotFound(await failureOf(api.data.get('/x')))).to.equal(true)
    })
  }

  it('does not take nonsense from the platform host for a 404', async () => {
    platform().get('/x').reply(200, '<h1>Welcome</h1>', {'Content-Type': 'application/json'})
    const api = await testApi()
    const error = await failureOf(api.platform.get('/x'))
    expect(error.code).to.equal('heroku-bad-answer')
    expect(isNotFound(error)).to.equal(false)
  })

  it('tells that the network failed, and that this may pass', async () => {
    platform()
      .get('/x')
      .replyWithError(Object.assign(new Error('certificate'), {code: 'CERT_HAS_EXPIRED'}))
    const api = await testApi()
    const error = await failureOf(api.platform.get('/x'))
    expect(error.message).to.equal("Couldn't reach Heroku's API: CERT_HAS_EXPIRED at GET /x.")
    expect(isTransient(error)).to.equal(true)
  })
})
