import type {IncomingMessage} from 'node:http'

import {checkSignature, type Identity} from './check-signature.js'
import type {S3Credentials} from './credentials.js'
import type {FaultOutcome, S3Request} from './fault.js'
import {type ObjectStore, storeBody} from './object-store.js'
import {findOperation, type Operation} from './operations.js'
import {receiveBody} from './receive-body.js'
import type {S3Answer, S3Call} from './s3-call.js'
import {refusal, S3Error} from './s3-error.js'
import {readTarget, type S3Target} from './s3-target.js'

/** XML bodies are small: 10,000 parts take up to 1 MiB. */
const LONGEST_TEXT = 4 * 1024 ** 2

/** What is needed to answer a request. */
export interface AnswerContext {
  store: ObjectStore
  region: string
  credentials: S3Credentials[]
  /** Called with every request before it is checked; it may wait, or throw to make the request fail. */
  onRequest(request: S3Request): Promise<FaultOutcome>
  /** Sends "100 Continue" to a client that waits for it. */
  onContinue(): void
}

/** Answers an S3 request, or throws the S3Error to refuse it with. */
export async function answerRequest(request: IncomingMessage, context: AnswerContext): Promise<S3Answer> {
  const target = readTarget(request.url ?? '/')
  const query = new Map(target.query)
  const method = request.method ?? 'GET'
  const operation = findOperation(method, target.on, query, Object.keys(request.headers))
  try {
    await context.onRequest(describeRequest(operation, target, query))
    const identity = authenticate(request, target, context)
    checkRegion(operation, target, identity, context)
    if (identity.credentials.denied?.includes(operation.name)) throw refusal('AccessDenied')
    return await operation.handle(makeCall(request, target, identity, context))
  } catch (error) {
    throw withRegion(error, operation, context.store.buckets.get(target.bucketName)?.region)
  }
}

/** Describes a request for faults and the log. */
function describeRequest(operation: Operation, target: S3Target, query: Map<string, string>): S3Request {
  const partNumber = query.has('partNumber') ? Number(query.get('partNumber')) : undefined
  return {operation: operation.name, bucket: target.bucketName, key: target.key, partNumber}
}

function authenticate(request: IncomingMessage, target: S3Target, context: AnswerContext): Identity {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(',')])
  const signed = {...target, method: request.method ?? '', headers: Object.fromEntries(headers)}
  return checkSignature(signed, context.credentials, new Date())
}

/**
 * A bucket accepts signatures for its own region. A signature for the server's region gets the bucket's region in the answer;
 * with one for any other region the request is malformed, as at S3's regional endpoints.
 */
function checkRegion(
  operation: Operation,
  target: S3Target,
  identity: Identity,
  context: AnswerContext,
): void {
  if (operation.name === 'CreateBucket') return
  const region = context.store.buckets.get(target.bucketName)?.region ?? context.region
  if (identity.region === region) return
  const headers = {'x-amz-bucket-region': region}
  if (identity.region === context.region) {
    throw new S3Error('PermanentRedirect', {details: {Bucket: target.bucketName}, headers})
  }

  const code = identity.presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed'
  const message = `The region '${identity.region}' is wrong; expecting '${region}'`
  throw new S3Error(code, {message, details: {Region: region}, headers})
}

function makeCall(
  request: IncomingMessage,
  target: S3Target,
  identity: Identity,
  context: AnswerContext,
): S3Call {
  const receive = (write: (bytes: Buffer) => Promise<void> | void) => {
    context.onContinue()
    return receiveBody(request, identity.payloadHash, write)
  }

  return {
    store: context.store,
    region: context.region,
    signedRegion: identity.region,
    bucketName: target.bucketName,
    key: target.key,
    query: new Map(target.query),
    headers: request.headers,
    receiveFile: () => storeBody(context.store, receive),
    receiveText: () => receiveText(receive),
  }
}

async function receiveText(receive: (write: (bytes: Buffer) => void) => Promise<unknown>): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  await receive(piece => {
    bytes += piece.length
    if (bytes > LONGEST_TEXT) throw refusal('EntityTooLarge')
    pieces.push(piece)
  })
  return Buffer.concat(pieces).toString()
}

/** HEAD of a bucket always names its region, even for those who may not read it. */
function withRegion(error: unknown, operation: Operation, region: string | undefined): unknown {
  if (!(error instanceof S3Error) || operation.name !== 'HeadBucket' || region === undefined) return error
  const headers = {...error.more.headers, 'x-amz-bucket-region': region}
  return new S3Error(error.code, {...error.more, message: error.message, headers})
}
