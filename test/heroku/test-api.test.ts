import {expect} from 'chai'
import nock from 'nock'
import './test-api.js'

const activeOnceLoaded = nock.isActive()

describe('testApi', () => {
  it('blocks the network in all suites except those that ask for it', () => {
    expect(activeOnceLoaded).to.equal(false)
  })
})
