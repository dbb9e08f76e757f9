import {expect} from 'chai'

import {latestRelease, waitForRelease} from '../../src/lib/heroku/read-release.js'
import {failureOf, fakeClock, platform, testApi, withoutNetwork} from './test-api.js'

const release = {
  id: 'r42',
  version: 42,
  description: 'Attach DATABASE (@ref:pg-mig)',
  status: 'succeeded',
  slug: null,
}

describe('releases', () => {
  withoutNetwork()

  describe('latestRelease', () => {
    it('asks for one release, the newest', async () => {
      platform({range: 'version ..; max=1, order=desc'})
        .get('/apps/sushi/releases')
        .reply(206, [release], {'Next-Range': 'version ]42..; max=1, order=desc'})
      expect(await latestRelease(await testApi(), 'sushi')).to.deep.equal(release)
    })

    it('returns nothing for an app without releases', async () => {
      platform().get('/apps/sushi/releases').reply(200, [])
      expect(await latestRelease(await testApi(), 'sushi')).to.equal(undefined)
    })
  })

  describe('waitForRelease', () => {
    it('waits for the end of the release phase', async () => {
      const statuses = ['pending', 'pending', 'succeeded']
      for (const status of statuses)
        platform()
          .get('/apps/sushi/releases/42')
          .reply(200, {...release, status})
      const seen: string[] = []
      const onWaiting = ({status}: {status: string}) => seen.push(status)
      expect(await waitForRelease(await testApi(), 'sushi', 42, {onWaiting, ...fakeClock()})).to.deep.equal(
        release,
      )
      expect(seen).to.deep.equal(['pending', 'pending'])
    })

    const failures = [
      {
        status: 'failed',
        code: 'release-failed',
        message: 'Release v42 of sushi failed in its release phase.',
      },
      {
        status: 'expired',
        code: 'release-failed',
        message: 'Release v42 of sushi failed in its release phase.',
      },
      {
        status: 'pending',
        code: 'release-timeout',
        message: 'Release v42 of sushi has not ended its release phase.',
      },
    ]
    for (const {status, code, message} of failures) {
      it(`fails when the release stays ${status}`, async () => {
        platform()
          .get('/apps/sushi/releases/42')
          .reply(200, {...release, status})
        const error = await failureOf(
          waitForRelease(await testApi(), 'sushi', 42, {timeout: 0, ...fakeClock()}),
        )
        expect({code: error.code, message: error.message}).to.deep.equal({code, message})
        expect(error.suggestions).to.deep.equal(['See why with: heroku releases:output v42 --app sushi'])
      })
    }
  })
})
