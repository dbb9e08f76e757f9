import mysql from 'mysql2'

import type {SourceAddress, SslMode} from '../core/source-address.js'

import {toDriverError} from './translate-error.js'

/** How the connection is encrypted; `ca` is the PEM text of certificate authorities. */
export interface SourceTls {
  mode: SslMode
  ca?: string
}

/**
 * Opens the driver's connection; rejects with the driver's error.
 * `preferred` does without TLS only if the server has none; a failed handshake is an error.
 */
export async function openWithTls(address: SourceAddress, {mode, ca}: SourceTls): Promise<mysql.Connection> {
  if (mode === 'disabled') return open(address)
  const verifies = mode === 'verify-ca' || mode === 'verify-identity'
  const ssl = {ca, rejectUnauthorized: verifies, verifyIdentity: mode === 'verify-identity'}
  if (mode !== 'preferred') return open(address, ssl)
  return open(address, ssl).catch((error: unknown) => {
    if (toDriverError(error).code === 'HANDSHAKE_NO_SSL_SUPPORT') return open(address)
    throw error
  })
}

function open(address: SourceAddress, ssl?: mysql.SslOptions): Promise<mysql.Connection> {
  const {host, port, user, password, database} = address
  const connection = mysql.createConnection({
    host,
    port,
    user,
    password,
    database: database || undefined,
    ssl,
    charset: 'UTF8MB4_GENERAL_CI',
    connectTimeout: 15_000,
    enableKeepAlive: true,
    keepAliveInitialDelay: 10_000,
    dateStrings: true,
    jsonStrings: true,
    supportBigNumbers: true,
    // The driver would generate code from column names, which come from the source.
    disableEval: true,
  })
  return new Promise((resolve, reject) => {
    // Never removed: losing the connection between two statements emits an event, which would end the process if unhandled.
    connection.on('error', reject)
    connection.once('connect', () => resolve(connection))
  })
}
