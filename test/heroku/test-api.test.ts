import {expect} from 'chai'
import nock from 'nock'
import './test-api.js'

const activeOnceLoaded = nock.isActive()

describe('testApi', () => {
  it('leaves the network alone in all suites but those that ask for it', () => {
    expect(activeOnceLoaded).to.equal(false)
  })
})
