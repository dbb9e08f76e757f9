/** One key pair the server accepts, and what it may not do. */
export interface S3Credentials {
  accessKeyId: string
  secretAccessKey: string
  /** Makes them temporary: the token must come with every request. */
  sessionToken?: string
  /** When temporary credentials end; after that the answer is ExpiredToken. */
  expiration?: Date
  /** Operations by S3's names (`PutObject`) that answer AccessDenied. */
  denied?: readonly string[]
}

/** What credentials that may only read are denied. */
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
