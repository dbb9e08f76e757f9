import {spawn} from 'node:child_process'
import {text} from 'node:stream/consumers'

/** What a pg_restore said and how it ended. */
export interface Restored {
  code: number | null
  output: string
  errors: string
}

/** The program may see another root than we do, so a file is made where it can be seen, from standard input. */
const FROM_FILE = 'f=$(mktemp) && cat > "$f" && "$0" "$@" "$f"; code=$?; rm -f "$f"; exit $code'

/** Gives an archive to pg_restore through a pipe, as Heroku does. */
export async function restoreFromPipe(
  pgRestore: string[],
  archive: Buffer,
  args: string[],
): Promise<Restored> {
  return run([...pgRestore, ...args], archive)
}

/** Gives an archive to pg_restore as a file. */
export async function restoreFromFile(
  pgRestore: string[],
  archive: Buffer,
  args: string[],
): Promise<Restored> {
  const program = pgRestore.at(-1)!
  return run([...pgRestore.slice(0, -1), 'sh', '-c', FROM_FILE, program, ...args], archive)
}

async function run([program = '', ...args]: string[], input: Buffer): Promise<Restored> {
  const child = spawn(program, args)
  // A program that fails early does not read its input.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return {code, output, errors}
}
