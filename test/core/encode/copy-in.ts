import {spawn} from 'node:child_process'
import {text} from 'node:stream/consumers'

import {postgresUrl} from '../../servers.js'

/** Lets a real Postgres read COPY text, a value per line, and gives back what it understood, as text. */
export async function copyIn(type: string, lines: string[], shown = 'v::text'): Promise<string[]> {
  const script = [
    `CREATE TEMP TABLE t (n serial, v ${type});`,
    'COPY t (v) FROM stdin;',
    ...lines,
    String.raw`\.`,
    `SELECT coalesce(json_agg(${shown} ORDER BY n), '[]') FROM t;`,
    '',
  ].join('\n')
  const child = spawn('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', postgresUrl()])
  child.stdin.end(script)
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (errors !== '') throw new Error(errors)
  return JSON.parse(output) as string[]
}
