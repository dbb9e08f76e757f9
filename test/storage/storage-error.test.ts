import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {storageError} from '../../src/lib/storage/storage-error.js'

const SECRETS = {
  AWSAccessKeyId: 'AKIAHIDDEN',
  StringToSign: 'hidden-string',
  SignatureProvided: 'hidden-signature',
  message: 'hidden-message',
}

describe('storageError', () => {
  const cases: {what: string; error: object; code: string}[] = [
    {what: 'a wrong secret', error: {name: 'SignatureDoesNotMatch'}, code: 'bucket-wrong-secret'},
    {what: 'an unknown key', error: {name: 'InvalidAccessKeyId'}, code: 'bucket-unknown-key'},
    {
      what: 'an ended token',
      error: {Code: 'ExpiredToken', name: 'Error'},
      code: 'bucket-credentials-expired',
    },
    {what: 'no credentials', error: {name: 'CredentialsProviderError'}, code: 'bucket-no-credentials'},
    {
      what: 'a HEAD that was refused',
      error: {name: 'UnknownError', $metadata: {httpStatusCode: 403}},
      code: 'bucket-denied',
    },
    {what: 'a line that was cut', error: {name: 'Error', code: 'ECONNRESET'}, code: 'bucket-unreachable'},
    {
      what: 'no address that answers',
      error: {name: 'AggregateError', errors: [{code: 'ENETUNREACH'}]},
      code: 'bucket-unreachable',
    },
    {what: 'a code nobody knows', error: {name: 'InvalidStorageClass'}, code: 'bucket-failed'},
    {what: 'something that is no error', error: {}, code: 'bucket-failed'},
  ]
  for (const {what, error, code} of cases) {
    it(`explains ${what} and reveals nothing of the original error`, () => {
      const told = storageError({...SECRETS, ...error}, 'dumps')
      expect(told).to.be.instanceOf(MigrationError).with.property('code', code)
      expect(told.message).to.include('dumps')
      expect(told.suggestions).to.have.length(1)
      expect(JSON.stringify({...told, message: told.message})).to.not.match(/hidden|AKIA/i)
      expect(told.cause).to.equal(undefined)
    })
  }

  it('names the region in which the bucket is', () => {
    const $response = {headers: {'x-amz-bucket-region': 'eu-west-1'}}
    const {message, suggestions} = storageError({name: 'PermanentRedirect', $response}, 'dumps')
    expect(message).to.equal('The bucket dumps is in another region: eu-west-1.')
    expect(suggestions).to.deep.equal([
      'Name that region: s3://dumps?region=eu-west-1, or AWS_REGION=eu-west-1.',
    ])
  })

  it('leaves a MigrationError as it is', () => {
    const ours = new MigrationError('Interrupted.', {code: 'interrupted'})
    expect(storageError(ours, 'dumps')).to.equal(ours)
  })
})
