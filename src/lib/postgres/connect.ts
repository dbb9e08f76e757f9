import {readFile} from 'node:fs/promises'
import {setTimeout as sleep} from 'node:timers/promises'
import type {ConnectionOptions} from 'node:tls'
import pg from 'pg'
import {MigrationError} from '../core/migration-error.js'
import {parseTargetUrl, type TargetTls, type TargetUrl} from './parse-target-url.js'
import {connectError, isNotYetThere} from './translate-error.js'

const CONNECT_TIMEOUT_MS = 15_000
const RETRY_PAUSE_MS = 2000

/** How to connect to the target. */
export interface ConnectOptions {
  /** How long to wait for a host name that is not known yet, or for a server that is still starting, in milliseconds. */
  patience?: number
}

/**
 * Connects to a Postgres database. One that was provisioned a moment ago may not be in the DNS yet.
 * @throws MigrationError `bad-target-url`, `target-unreachable`, `target-login-refused`, `target-tls-refused`,
 * `target-database-missing` or `target-too-many-connections`
 */
export async function connectTarget(
  url: string,
  {patience = RETRY_PAUSE_MS}: ConnectOptions = {},
): Promise<pg.Client> {
  const target = parseTargetUrl(url)
  const ssl = await tlsOptions(target.tls)
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await open(target, ssl)
    } catch (error) {
      if (!isNotYetThere(error) || Date.now() >= deadline) throw connectError(error, target.where)
    }

    await sleep(RETRY_PAUSE_MS)
  }
}

/**
 * Values, names and literals are read and shown in the same way, and nothing times out, whatever is set for the database or the
 * role. Timeouts are set if the server has them: `transaction_timeout` came with Postgres 17.
 */
const SETTINGS = `
  SET timezone = 'UTC';
  SET datestyle = 'ISO, MDY';
  SET intervalstyle = 'postgres';
  SET bytea_output = 'hex';
  SET extra_float_digits = 1;
  SET standard_conforming_strings = on;
  SET quote_all_identifiers = off;
  SET default_transaction_isolation = 'read committed';
  SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings
  WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`

async function open({connectionString}: TargetUrl, ssl: ConnectionOptions | false): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    ssl,
    // Binds the proof of the password to the certificate, which is not verified by default, so that a man in the middle cannot relay it.
    enableChannelBinding: true,
    application_name: 'pg:migrate-mysql',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  })
  // Losing the connection between two statements emits an event, which would end the process if unhandled.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(SETTINGS)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

const ANY_NAME: ConnectionOptions = {checkServerIdentity(): undefined {}}

async function tlsOptions({mode, ...files}: TargetTls): Promise<ConnectionOptions | false> {
  if (mode === 'none') return false
  return {
    rejectUnauthorized: mode !== 'encrypt',
    ...(mode === 'verify-ca' ? ANY_NAME : {}),
    ca: files.caFile === 'system' ? undefined : await readPem(files.caFile),
    cert: await readPem(files.certificateFile),
    key: await readPem(files.keyFile),
  }
}

async function readPem(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  return readFile(path, 'utf8').catch(() => {
    throw new MigrationError(`Couldn't read the TLS file ${path} that the Postgres URL names.`, {
      code: 'bad-target-url',
    })
  })
}
