import type {Bucket} from './open-bucket.js'
import {storageError} from './storage-error.js'

/** Deletes an object. It is fine if it does not exist. */
export async function deleteObject({client, location}: Bucket, key: string): Promise<void> {
  try {
    await client.deleteObject({Bucket: location.bucket, Key: key})
  } catch (error) {
    throw storageError(error, location.bucket)
  }
}
