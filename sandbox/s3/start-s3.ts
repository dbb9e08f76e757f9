import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

import {answerControl, CONTROL_PATH, type Controls} from './control-api.js'
import type {S3Credentials} from './credentials.js'
import {type Fault, faultList, type S3Request} from './fault.js'
import {addBucket, openStore, type ObjectStore} from './object-store.js'
import {type LoggedRequest, serveRequest} from './serve-request.js'

/** Options of the server. */
export interface S3Options {
  accessKeyId: string
  secretAccessKey: string
  /** The region of buckets without one of their own. */
  region: string
  /** The folder for bodies; when absent, a temporary one that is deleted on stop. */
  dir?: string
  /** Any free port when absent. */
  port?: number
  /** Buckets that exist at the start. */
  buckets?: string[]
  /** More key pairs, such as temporary or read-only ones. */
  credentials?: S3Credentials[]
  /** Called with every request before it is checked; may wait, or throw an S3Error or a ConnectionCut. */
  onRequest?: (request: S3Request) => Promise<void> | void
}

/** The server while it runs. */
export interface S3Server {
  /** `http://127.0.0.1:PORT`, for clients with path-style addresses. */
  endpoint: string
  /** The address of a bucket. */
  url(bucket: string): string
  /** Adds an empty bucket, in the server's region unless another one is given. */
  createBucket(name: string, region?: string): void
  addCredentials(credentials: S3Credentials): void
  /** All requests so far, in the order in which they were answered. */
  requests: LoggedRequest[]
  /** Multipart uploads that have been neither completed nor aborted. */
  openUploads(): {bucket: string; key: string; uploadId: string; parts: number}[]
  setFault(fault: Fault): void
  clearFaults(): void
  stop(): Promise<void>
}

/**
 * Starts an S3 server on loopback that accepts what S3 accepts and refuses what S3 refuses, as far as this project uses S3:
 * signatures, temporary credentials, checksums, multipart uploads, ranges, regions. Bodies are on disk, names in memory.
 */
export async function startS3(options: S3Options): Promise<S3Server> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'sandbox-s3-')))
  const store = await openStore(dir)
  for (const name of options.buckets ?? []) addBucket(store, name, options.region)
  const credentials: S3Credentials[] = [options, ...(options.credentials ?? [])]
  const controls = {faults: faultList(), requests: [], openUploads: () => openUploads(store)}
  const server = await listen(options.port ?? 0, serveAll(options, store, credentials, controls))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    endpoint,
    url: bucket => `${endpoint}/${bucket}`,
    createBucket(name, region = options.region) {
      addBucket(store, name, region)
    },
    addCredentials(given) {
      credentials.push(given)
    },
    requests: controls.requests,
    openUploads: controls.openUploads,
    setFault: controls.faults.add,
    clearFaults: controls.faults.clear,
    async stop() {
      server.closeAllConnections()
      server.close()
      if (options.dir === undefined) await rm(dir, {recursive: true, force: true})
    },
  }
}

/** Answers the control API and S3. */
function serveAll(
  {region, onRequest}: S3Options,
  store: ObjectStore,
  credentials: S3Credentials[],
  controls: Controls,
): Serve {
  return async (request, response, onContinue) => {
    if (request.url?.startsWith(CONTROL_PATH)) {
      await sendControl(request, response, controls)
      return
    }

    const logged = await serveRequest(request, response, {
      store,
      region,
      credentials,
      onContinue,
      async onRequest(asked) {
        const outcome = await controls.faults.apply(asked)
        await onRequest?.(asked)
        return outcome
      },
    })
    controls.requests.push(logged)
  }
}

type Serve = (request: IncomingMessage, response: ServerResponse, onContinue: () => void) => void

async function listen(port: number, serveOne: Serve): Promise<Server> {
  const server = createServer((request, response) => serveOne(request, response, () => {}))
  // A client that waits for "100 Continue" gets it only after its request has been accepted.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    serveOne(request, response, () => response.writeContinue())
  })
  // A part of 5 GiB on a slow line takes longer than Node's five minutes.
  server.requestTimeout = 0
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function sendControl(
  request: IncomingMessage,
  response: ServerResponse,
  controls: Controls,
): Promise<void> {
  const {status, body} = await answerControl(request, controls)
  response.writeHead(status, {'content-type': 'application/json'})
  response.end(JSON.stringify(body))
}

function openUploads(store: ObjectStore) {
  return [...store.buckets.values()].flatMap(({name, uploads}) =>
    [...uploads.values()].map(({id, key, parts}) => ({bucket: name, key, uploadId: id, parts: parts.size})),
  )
}
