import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {failureOf} from '../failure-of.js'

/** Waits for a promise to fail with our own error, and gives it. */
export async function expectError(promise: Promise<unknown>, code: string): Promise<MigrationError> {
  const error = await failureOf(promise)
  expect(error).to.be.instanceOf(MigrationError)
  const migrationError = error as MigrationError
  expect(migrationError.code, migrationError.message).to.equal(code)
  return migrationError
}
