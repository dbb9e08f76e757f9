import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {type BucketLocation, locateBucket, objectKey} from '../../src/lib/storage/bucket.js'

const BUCKETEER = {
  BUCKETEER_BUCKET_NAME: 'bucketeer-12ab',
  BUCKETEER_AWS_REGION: 'eu-west-1',
  BUCKETEER_AWS_ACCESS_KEY_ID: 'AKIAB',
  BUCKETEER_AWS_SECRET_ACCESS_KEY: 'secret-b',
}
const CLOUDCUBE = {
  CLOUDCUBE_URL: 'https://cloud-cube-eu.s3.amazonaws.com/k3x9',
  CLOUDCUBE_ACCESS_KEY_ID: 'AKIAC',
  CLOUDCUBE_SECRET_ACCESS_KEY: 'secret-c',
}

describe('locateBucket', () => {
  const found: {option: string; configVars?: Record<string, string>; location: BucketLocation}[] = [
    {option: 's3://dumps', location: {bucket: 'dumps', prefix: ''}},
    {option: 's3://dumps/', location: {bucket: 'dumps', prefix: ''}},
    {option: 's3://my.dumps/a/b/', location: {bucket: 'my.dumps', prefix: 'a/b'}},
    {option: 's3://dumps/a%20b', location: {bucket: 'dumps', prefix: 'a b'}},
    {
      option: 's3://dumps/a?region=eu-west-1',
      location: {bucket: 'dumps', prefix: 'a', region: 'eu-west-1'},
    },
    {
      option: 'bucketeer',
      configVars: BUCKETEER,
      location: {
        bucket: 'bucketeer-12ab',
        prefix: '',
        region: 'eu-west-1',
        credentials: {accessKeyId: 'AKIAB', secretAccessKey: 'secret-b'},
      },
    },
    {
      option: 'cloudcube',
      configVars: CLOUDCUBE,
      location: {
        bucket: 'cloud-cube-eu',
        prefix: 'k3x9',
        credentials: {accessKeyId: 'AKIAC', secretAccessKey: 'secret-c'},
      },
    },
  ]
  for (const {option, configVars = {}, location} of found) {
    it(`reads ${option}`, () => {
      expect(locateBucket(option, configVars)).to.deep.equal(location)
    })
  }

  it('accepts a server other than Amazon, also for an add-on', () => {
    const location = locateBucket('bucketeer', BUCKETEER, 'http://127.0.0.1:9000')
    expect(location).to.include({endpoint: 'http://127.0.0.1:9000', bucket: 'bucketeer-12ab'})
  })

  const refused: {what: string; option: string; configVars?: Record<string, string>; says: string}[] = [
    {what: 'nothing', option: '', says: 'No bucket is named.'},
    {what: 'a bare name', option: 'dumps', says: 'dumps is not a bucket.'},
    {what: 'a web address', option: 'https://dumps.s3.amazonaws.com', says: 'is not a bucket.'},
    {what: 'a URL without a bucket', option: 's3:///a', says: 's3:///a names no bucket.'},
    {what: 'capitals', option: 's3://Dumps', says: 'Dumps cannot be the name of a bucket.'},
    {what: 'an underscore', option: 's3://my_dumps', says: 'my_dumps cannot be the name of a bucket.'},
    {
      what: 'keys in the URL',
      option: 's3://AKIA:hidden@dumps',
      says: 'Keys do not belong into the s3:// URL',
    },
    {what: 'an unknown option', option: 's3://dumps?regio=x', says: 'an option that is not known: regio'},
    {what: 'a prefix cut off by a #', option: 's3://dumps/a#b', says: 'must be written %23'},
    {what: 'a % that encodes nothing', option: 's3://dumps/100%', says: 'not written %25'},
    {
      what: 'an add-on the app does not have',
      option: 'bucketeer',
      configVars: {BUCKETEER_BUCKET_NAME: 'b'},
      says:
        'The app has no bucketeer bucket: BUCKETEER_AWS_REGION, BUCKETEER_AWS_ACCESS_KEY_ID, ' +
        'BUCKETEER_AWS_SECRET_ACCESS_KEY not set.',
    },
    {what: 'the other add-on', option: 'cloudcube', configVars: BUCKETEER, says: 'has no cloudcube bucket'},
    {
      what: 'a cube without its name',
      option: 'cloudcube',
      configVars: {...CLOUDCUBE, CLOUDCUBE_URL: 'https://cloud-cube.s3.amazonaws.com/'},
      says: 'CLOUDCUBE_URL is not of the form',
    },
    {
      what: 'the folder that everybody can read',
      option: 'cloudcube',
      configVars: {...CLOUDCUBE, CLOUDCUBE_URL: 'https://cloud-cube.s3.amazonaws.com/k3x9/public'},
      says: 'Anybody can read',
    },
  ]
  for (const {what, option, configVars = {}, says} of refused) {
    it(`refuses ${what} and says what can be named`, () => {
      const error = errorOf(() => locateBucket(option, configVars))
      expect(error.code).to.equal('bad-bucket')
      expect(error.message).to.include(says).and.not.include('hidden')
      expect(error.suggestions.join('\n')).to.include('s3://BUCKET/PREFIX').and.include('bucketeer')
    })
  }

  for (const endpoint of ['127.0.0.1:9000', 'ftp://host', 'http://key:hidden@host']) {
    it(`refuses the endpoint ${endpoint}`, () => {
      const error = errorOf(() => locateBucket('s3://dumps', {}, endpoint))
      expect(error.message).to.include('must be an http:// or https:// URL').and.not.include('hidden')
    })
  }

  it('puts its prefix before a key, when there is one', () => {
    expect(objectKey(locateBucket('s3://dumps', {}), 'app.dump')).to.equal('app.dump')
    expect(objectKey(locateBucket('s3://dumps/a/b/', {}), 'app.dump')).to.equal('a/b/app.dump')
  })
})

function errorOf(call: () => unknown): MigrationError {
  try {
    call()
  } catch (error) {
    if (error instanceof MigrationError) return error
  }

  throw new Error('There was no MigrationError.')
}
