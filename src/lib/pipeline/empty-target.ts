import type {HerokuApi} from '../heroku/heroku-api.js'
import {dropObjects} from '../postgres/drop-objects.js'
import {loadSession} from '../postgres/load-session.js'
import {findTarget} from './find-target.js'

/** An existing database that a run began to fill: it was empty before. No secret: it is kept in the journal. */
export interface FilledTarget {
  addon: string
  app: string
  /** Statements that drop what the run creates. */
  drops: string[]
}

/** Drops what a run created in a database that it did not create. */
export async function emptyTarget(heroku: HerokuApi, {addon, app, drops}: FilledTarget): Promise<void> {
  const {url} = await findTarget(heroku, app, addon)
  const session = loadSession(url)
  try {
    await dropObjects(await session.client(), drops)
  } finally {
    await session.close()
  }
}
