import type {IncomingMessage} from 'node:http'

import type {Fault, FaultList} from './fault.js'
import type {LoggedRequest} from './serve-request.js'

/** No bucket can have this name, so no S3 request can reach it. */
export const CONTROL_PATH = '/__sandbox/'

/** What the control API can show and change. */
export interface Controls {
  faults: FaultList
  requests: LoggedRequest[]
  openUploads(): object[]
}

/**
 * The server's own small API, for tests and people in another process; JSON, no credentials.
 *
 * | call | does |
 * |---|---|
 * | `POST /__sandbox/faults` with a Fault or a list of them | sets faults |
 * | `GET /__sandbox/faults`, `DELETE /__sandbox/faults` | lists them, removes all of them |
 * | `GET /__sandbox/requests` | every S3 request so far, without signatures |
 * | `GET /__sandbox/uploads` | multipart uploads that are still open |
 */
export async function answerControl(
  request: IncomingMessage,
  controls: Controls,
): Promise<{status: number; body: unknown}> {
  const {faults} = controls
  const name = (request.url ?? '').slice(CONTROL_PATH.length)
  switch (`${request.method} ${name}`) {
    case 'GET faults':
      return {status: 200, body: faults.all()}
    case 'DELETE faults':
      faults.clear()
      return {status: 200, body: []}
    case 'GET requests':
      return {status: 200, body: controls.requests}
    case 'GET uploads':
      return {status: 200, body: controls.openUploads()}
    case 'POST faults':
      return addFaults(await readText(request), faults)
    default:
      return {status: 404, body: {message: `There is no ${request.method} ${CONTROL_PATH}${name}.`}}
  }
}

function addFaults(text: string, faults: FaultList): {status: number; body: unknown} {
  try {
    const given = JSON.parse(text) as Fault | Fault[]
    for (const fault of [given].flat()) faults.add(fault)
    return {status: 201, body: faults.all()}
  } catch {
    return {status: 400, body: {message: 'The body must be one fault or a list of faults, as JSON.'}}
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}
