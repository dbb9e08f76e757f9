import type {S3Client} from '@aws-sdk/client-s3'

/** An HTTP request of the SDK's, already signed. */
export interface OutgoingRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body?: unknown
}

/** Has a client change its requests after they were signed. */
export function tamper(client: S3Client, change: (request: OutgoingRequest) => void): S3Client {
  client.middlewareStack.add(
    next => args => {
      change(args.request as OutgoingRequest)
      return next(args)
    },
    {step: 'deserialize', priority: 'low', name: 'tamper'},
  )
  return client
}
