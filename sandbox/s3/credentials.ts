/** A key pair that the server accepts, and what it may not do. */
export interface S3Credentials {
  accessKeyId: string
  secretAccessKey: string
  /** Makes the credentials temporary: every request must carry the token. */
  sessionToken?: string
  /** When temporary credentials expire; after that the answer is ExpiredToken. */
  expiration?: Date
  /** Operations by S3's names (`PutObject`) that answer AccessDenied. */
  denied?: readonly string[]
}

/** The operations that read-only credentials are denied. */
export const WRITES = [
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CreateBucket',
  'CreateMultipartUpload',
  'DeleteBucket',
  'DeleteObject',
  'DeleteObjects',
  'PutObject',
  'UploadPart',
] as const
