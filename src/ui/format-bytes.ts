import {hux} from '@heroku/heroku-cli-util'

/** Bytes as people read them, in the Heroku CLI's own wording: `3.10 MB`. */
export function formatBytes(bytes: number): string {
  return hux.toHumanReadableDataSize(bytes / 1e9)
}
