import * as hux from '@heroku/heroku-cli-util/hux'

/** Bytes as people read them, in the Heroku CLI's own wording: `3.10 MB`; small ones as `8.2 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 100_000) return `${(bytes / 1000).toFixed(1)} kB`
  return hux.toHumanReadableDataSize(bytes / 1e9)
}
