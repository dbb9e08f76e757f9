import {fromErrorData, toErrorData} from '../core/error-data.js'
import {EXIT, MigrationError} from '../core/migration-error.js'
import {patiently, type WaitOptions} from '../heroku/poll.js'
import type {Report, RunEvent} from './run-event.js'

/** Something to take back or to clean up. `what` is a sentence that is true afterwards: `sushi serves again as before`; null where nobody needs to know. */
export interface Undo {
  what: string | null
  run: () => Promise<void>
  /** What a user types when `run` fails. */
  remedy: string
  /** Older changes rest on this one: while it cannot be taken back, only others of this kind are. */
  first?: boolean
  /** Taken back after all others, since the apps need not wait for it. */
  last?: boolean
}

/** What every step is given besides the values of the steps before it. */
export interface StepTools {
  report: Report
  /** Aborted by Ctrl-C, SIGTERM and a closed terminal. */
  signal: AbortSignal
  /** Registers what is taken back, newest first, when this or a later step fails. */
  onFailure: (undo: Undo) => void
  /** From here on a failure takes nothing back: what was changed is in use. */
  keepChanges: () => void
  /** Registers what is cleaned up at the end, whatever happened. */
  atEnd: (cleanup: Undo) => void
}

export interface Step<Known, Found extends object> {
  title: string
  run: (known: Known, tools: StepTools) => Found | Promise<Found>
}

/** Titled steps in order: what one returns is known to every later one and to no earlier one, which the compiler checks. */
export class Steps<Input extends object, Known extends object = Input> {
  private constructor(private readonly list: ReadonlyArray<Step<never, object>>) {}

  static given<Input extends object>(): Steps<Input> {
    return new Steps<Input>([])
  }

  step<Found extends object>(step: Step<Known, Found>): Steps<Input, Known & Found> {
    return new Steps<Input, Known & Found>([...this.list, step])
  }

  get titles(): string[] {
    return this.list.map(({title}) => title)
  }

  /** Runs the list. A failed step is reported, everything registered is taken back, and the step's error is thrown on. */
  async run(input: Input, report: Report, signal: AbortSignal): Promise<Known> {
    const undos: Undo[] = []
    const cleanups: Undo[] = []
    let stays = false
    const tools: StepTools = {
      report(event) {
        stays ||= event.kind === 'problems'
        report(event)
      },
      signal,
      onFailure: undo => (undo.last ? undos.push(undo) : undos.unshift(undo)),
      keepChanges: () => undos.splice(0),
      atEnd: cleanup => cleanups.unshift(cleanup),
    }
    try {
      return (await this.runEach(input, tools)) as Known
    } catch (error) {
      const changed = undos.length > 0
      stays = false
      const whole = await takeBack(undos, report)
      throw failure(error, {changed, whole, stays})
    } finally {
      await takeBack(cleanups, report)
    }
  }

  private async runEach(input: Input, tools: StepTools): Promise<object> {
    let known: object = input
    for (const [index, {title, run}] of this.list.entries()) {
      const place = {number: index + 1, of: this.list.length, title}
      const started = performance.now()
      tools.report({kind: 'step-started', ...place})
      try {
        refuseInterrupted(tools.signal)
        known = {...known, ...(await run(known as never, tools))}
      } catch (error) {
        tools.report({kind: 'step-failed', ...place, message: toErrorData(error).message})
        throw tools.signal.aborted ? interrupted() : asMigrationError(error)
      }
      tools.report({kind: 'step-finished', ...place, seconds: (performance.now() - started) / 1000})
    }
    return known
  }
}

/** Throws when the run was interrupted; for steps that cannot hand the signal on. */
export function refuseInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted()
}

/** The error of a run that the user ended. */
export function interrupted(): MigrationError {
  return new MigrationError('Interrupted.', {code: 'interrupted', exit: EXIT.interrupted})
}

/**
 * Runs every undo, newest first as given, reports each, and says whether all succeeded. One that fails for reasons that pass is tried
 * again for some minutes: what made the run fail may well hinder its undo.
 */
export async function takeBack(
  undos: readonly Undo[],
  report: Report,
  options: WaitOptions = {},
): Promise<boolean> {
  let whole = true
  let onlyFirst = false
  for (const undo of undos) {
    const {remedy, first = false} = undo
    if (onlyFirst && !first) continue
    try {
      await patiently(undo.run, error => report(tryingAgain(error)), options)
      // It is read only now: what is found while it is undone decides whether the sentence is true.
      if (undo.what !== null) report({kind: 'undone', what: undo.what})
    } catch (error) {
      whole = false
      onlyFirst ||= first
      const what = undo.what ?? 'a cleanup'
      report({kind: 'undo-failed', what, message: toErrorData(error).message, remedy})
    }
  }
  if (onlyFirst) report({kind: 'note', text: 'What was changed before that stays as it is until then'})
  return whole
}

/** Does something on Heroku that may be done twice, and again for some minutes while that fails for reasons that pass; says so, once. */
export function rideOut<Found>(
  work: () => Promise<Found>,
  {report, signal}: {report: Report; signal?: AbortSignal},
): Promise<Found> {
  return patiently(work, error => report(tryingAgain(error)), {signal})
}

/** Tells that Heroku does not answer as it should, but may do so soon. */
export function tryingAgain(error: unknown): RunEvent {
  return {kind: 'note', text: `${toErrorData(error).message} Trying again for some minutes`}
}

/** Says beside the error what state things are in; a failure after the first change exits 12 unless it has a code of its own. */
function failure(error: unknown, state: {changed: boolean; whole: boolean; stays: boolean}): unknown {
  if (!(error instanceof MigrationError) || !state.changed) return error
  return new MigrationError(`${error.message}\n${endingOf(state)}`, {
    code: error.code,
    suggestions: error.suggestions,
    exit: error.oclif.exit === EXIT.error ? EXIT.failed : error.oclif.exit,
  })
}

/** What others changed meanwhile is reported as problems while the rest is taken back. */
function endingOf({whole, stays}: {whole: boolean; stays: boolean}): string {
  if (!whole) return 'Not everything could be put back: see the commands above.'
  return stays
    ? 'The migration took back what it changed. What others changed meanwhile stays: see above.'
    : 'The apps are as they were before, on MySQL.'
}

/** What nobody foresaw: its text may hold a secret and its fields may hold rows, so only the redacted text goes on. */
function asMigrationError(error: unknown): MigrationError {
  if (error instanceof MigrationError) return error
  return fromErrorData(toErrorData(error))
}
