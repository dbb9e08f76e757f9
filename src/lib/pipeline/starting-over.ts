import type {RefusedFile} from './output/refused-file.js'
import {isLostSource} from './ranges/copy-ranges.js'
import type {StepTools} from './run-steps.js'

export const LOST_SOURCE = 'The connection to MySQL was lost: starting over on a new snapshot'

/** Runs work that takes a snapshot and reads it; if the snapshot is lost with its connections, runs it once more on a new one. */
export async function startingOver<Done>(
  run: () => Promise<Done>,
  refused: RefusedFile,
  {report, signal}: StepTools,
): Promise<Done> {
  try {
    return await run()
  } catch (error) {
    if (!isLostSource(error) || signal.aborted) throw error
    report({kind: 'note', text: LOST_SOURCE})
    await refused.discard()
    return run()
  }
}
