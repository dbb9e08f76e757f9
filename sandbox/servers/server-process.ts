import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import {environment} from './run-command.js'

/**
 * A shell between this process and the server. It ends the server and removes its folder when its standard input closes:
 * on `stop()`, and also when this process ends in any way, even by kill -9.
 */
const KEEPER = `
exec 3<&0
folder=$1 signal=$2
shift 2
"$@" </dev/null &
server=$!
exec 2>/dev/null # nobody may be left to read it
{ cat >/dev/null; kill -s "$signal" $server; } <&3 &
wait $server
rm -rf "$folder"
`
const LOG_BYTES = 4000
const START_SECONDS = 90

/** How a server is started, watched and ended. */
export interface ServerCommand {
  name: string
  command: string[]
  /** The server's folder, removed when the server has ended. */
  folder: string
  /** The signal that ends it fastest: nothing in the folder needs saving. */
  signal: 'KILL' | 'QUIT'
  /** Resolves once the server answers. */
  answers: () => Promise<unknown>
}

/** Starts a server, waits until it answers, and returns the function that stops it. */
export async function startServer(server: ServerCommand): Promise<() => Promise<void>> {
  const args = ['-c', KEEPER, 'keeper', server.folder, server.signal, ...server.command]
  // Detached: Ctrl-C in a terminal reaches the whole process group, and the server must outlive our own clean-up.
  const keeper = spawn('sh', args, {detached: true, env: environment, stdio: ['pipe', 'ignore', 'pipe']})
  const ended = once(keeper, 'exit')
  let log = ''
  keeper.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-LOG_BYTES)
  })
  const stop = async () => {
    keeper.ref()
    keeper.stdin.end()
    await ended
  }

  const died = ended.then(() => {
    throw new Error(`${server.name} did not start:\n${log}`)
  })
  // After this, its end is not a failure.
  died.catch(() => {})
  try {
    await Promise.race([untilAnswered(server, () => log), died])
  } catch (error) {
    await stop()
    throw error
  }

  // A forgotten server must not keep this process alive.
  keeper.unref()
  for (const stream of [keeper.stdin, keeper.stderr]) (stream as unknown as {unref(): void}).unref()
  return stop
}

async function untilAnswered({name, answers}: ServerCommand, log: () => string): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000
  for (;;) {
    try {
      await answers()
      return
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(
          `${name} did not answer in ${START_SECONDS} seconds: ${(error as Error).message}\n${log()}`,
        )
      }

      await sleep(100)
    }
  }
}
