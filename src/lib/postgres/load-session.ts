import {setTimeout as sleep} from 'node:timers/promises'
import type pg from 'pg'
import {MigrationError} from '../core/migration-error.js'
import {connectTarget} from './connect.js'
import {queryError} from './translate-error.js'

/** A connection for loading, opened when it is first needed and again after it was lost. */
export interface LoadSession {
  client(): Promise<pg.Client>
  close(): Promise<void>
}

export function loadSession(url: string): LoadSession {
  let open: pg.Client | undefined
  return {
    async client() {
      if (open) return open
      const client = await openLoadSession(url)
      client.once('end', () => {
        if (open === client) open = undefined
      })
      open = client
      return client
    },
    async close() {
      const closing = open
      open = undefined
      await closing?.end().catch(() => {})
    },
  }
}

/** Heroku accepts fewer connections while its write-ahead log is behind, and restarts a server within minutes. */
const PATIENCE_MS = 10 * 60_000
const PAUSE_MS = 2000
const PASSING = new Set(['target-too-many-connections', 'target-unreachable'])

/**
 * Opens a connection for loading rows and building indexes: it looks up no name without a schema.
 * Waits for a server that is restarting or has no free connection.
 * @throws MigrationError as `connectTarget` does
 */
async function openLoadSession(url: string, patience = PATIENCE_MS): Promise<pg.Client> {
  const client = await connectWhenThereIsRoom(url, Date.now() + patience)
  try {
    await client.query(SETTINGS)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw queryError(error, 'prepare a connection')
  }
}

async function connectWhenThereIsRoom(url: string, deadline: number): Promise<pg.Client> {
  for (;;) {
    try {
      return await connectTarget(url)
    } catch (error) {
      const passes = error instanceof MigrationError && PASSING.has(error.code)
      if (!passes || Date.now() >= deadline) throw error
    }

    await sleep(PAUSE_MS)
  }
}

/**
 * Long values are compressed by LZ4 if the server was built with it, which costs a fraction of the old default. Each value
 * records how it is compressed: https://www.postgresql.org/docs/current/storage-toast.html
 */
const QUICK_COMPRESSION = `
  SELECT pg_catalog.set_config(name, 'lz4', false) FROM pg_catalog.pg_settings
  WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)`

/** As pg_restore sets them. */
const SETTINGS = `
  SET client_min_messages = warning;
  SET row_security = off;
  SELECT pg_catalog.set_config('search_path', '', false);
  ${QUICK_COMPRESSION}`
