import {expect} from 'chai'

import {type ChecksumAlgorithm, startChecksum} from '../../../sandbox/s3/checksums.js'

describe("the sandbox's S3: checksums", () => {
  // The check values of the catalogue of CRC algorithms and of FIPS 180, for the same nine bytes.
  const cases: {algorithm: ChecksumAlgorithm; hex: string}[] = [
    {algorithm: 'CRC32', hex: 'cbf43926'},
    {algorithm: 'CRC32C', hex: 'e3069283'},
    {algorithm: 'SHA1', hex: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'},
    {algorithm: 'SHA256', hex: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'},
  ]
  for (const {algorithm, hex} of cases) {
    it(`computes ${algorithm} of bytes that come in pieces`, () => {
      const digest = startChecksum(algorithm)
      digest.update(Buffer.from('1234'))
      digest.update(Buffer.from('56789'))
      expect(digest.digest().toString('hex')).to.equal(hex)
    })
  }
})
