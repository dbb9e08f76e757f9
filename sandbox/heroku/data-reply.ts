import type {Reply} from './router.js'

/** The Data API's 404 as it was recorded: HTML that calls itself JSON. */
export const DATA_NOT_FOUND: Reply = {status: 404, text: '<h1>Not Found</h1>'}

/** `2020-12-13 16:22:59 +0000`, the Data API's way to write a time. */
export function dataTime(time: Date | null): string | null {
  return time && `${time.toISOString().slice(0, 19).replace('T', ' ')} +0000`
}
