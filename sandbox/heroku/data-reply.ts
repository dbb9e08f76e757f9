import type {Reply} from './router.js'

/** The Data API's 404 as it was recorded: HTML that calls itself JSON. */
export const DATA_NOT_FOUND: Reply = {status: 404, text: '<h1>Not Found</h1>'}

/** A time in the Data API's format: `2020-12-13 16:22:59 +0000`. */
export function dataTime(time: Date | null): string | null {
  return time && `${time.toISOString().slice(0, 19).replace('T', ' ')} +0000`
}
