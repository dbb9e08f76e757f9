import type {Bucket} from './open-bucket.js'

/** When the bucket's credentials end; undefined for permanent ones, and for temporary ones that do not say. */
export async function credentialsEnd({client}: Bucket): Promise<Date | undefined> {
  const {expiration} = await client.config.credentials()
  return expiration
}
