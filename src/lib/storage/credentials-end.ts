import type {Bucket} from './open-bucket.js'

/** Finds when the bucket's credentials expire; undefined for permanent ones, and for temporary ones that do not say. */
export async function credentialsEnd({client}: Bucket): Promise<Date | undefined> {
  const {expiration} = await client.config.credentials()
  return expiration
}
