import * as color from '@heroku/heroku-cli-util/color'
import {ux} from '@oclif/core/ux'

import type {ReportApp} from '../lib/core/report/migration-report.js'
import type {Report, RunEvent} from '../lib/pipeline/run-event.js'
import {bytesText} from '../lib/core/report/report-text.js'
import {hazardLines} from './hazard-lines.js'
import {progressLine} from './progress-line.js'
import {planLines} from './plan-lines.js'
import {wrapLine} from './wrap-line.js'

/**
 * Prints a run's events on stderr as the Heroku CLI prints its own actions: one line for each step and, when the step has
 * ended, its findings below it. Only what must be read before the step continues is printed at once.
 */
export function terminalReport(stderr: NodeJS.WriteStream = process.stderr, now = Date.now): Report {
  const progress = progressPrinter(stderr, now)
  let held: string[] = []
  const flush = (): void => {
    print(held, stderr)
    held = []
  }
  return event => {
    switch (event.kind) {
      case 'step-started':
        ux.action.start(`${event.number}/${event.of} ${event.title}`)
        break
      case 'step-finished':
        ux.action.stop(`done, ${event.seconds.toFixed(1)} s`)
        flush()
        break
      case 'step-failed':
        ux.action.stop(color.failure('!'))
        flush()
        break
      case 'progress':
        progress(event)
        break
      default:
        held.push(...linesOf(event))
        if (event.kind === 'undo-commands' || !ux.action.running) flush()
    }
  }
}

const LOG_SECONDS = 30

/** A terminal shows each progress event; for a log, a line every 10 percent or every half minute is enough. */
function progressPrinter(
  stderr: NodeJS.WriteStream,
  now: () => number,
): (event: RunEvent & {kind: 'progress'}) => void {
  let last = {percent: 0, at: now()}
  return ({text: plain, percent = 0, data}) => {
    const text = data ? progressLine(data, percent) : plain
    if (stderr.isTTY && process.env.TERM !== 'dumb') {
      ux.action.status = text
      return
    }
    const isNew = Math.floor(percent / 10) > Math.floor(last.percent / 10)
    const isLate = percent > 0 && now() - last.at > LOG_SECONDS * 1000
    if (isNew || isLate) print([`    ${text}`], stderr)
    last = {percent, at: isNew || isLate ? now() : last.at}
  }
}

function print(lines: string[], stderr: NodeJS.WriteStream): void {
  if (lines.length === 0) return
  // Lines of a log stay whole, so that they can be searched.
  const shown = stderr.isTTY ? lines.flatMap(line => wrapLine(line, stderr.columns)) : lines
  ux.action.pause(() => stderr.write(`${shown.join('\n')}\n`))
}

function linesOf(event: RunEvent): string[] {
  switch (event.kind) {
    case 'note':
      return [`    ${event.text}`]
    case 'problems':
      return event.problems.flatMap(({what, remedy}) => [
        ` ${color.failure('!')}  ${what}`,
        ...remedy
          .split('\n')
          .filter(Boolean)
          .map(line => `    -> ${line}`),
      ])
    case 'plan':
      return planLines(event.plan)
    case 'apps':
      return event.apps.flatMap(app => appLines(app))
    case 'hazards':
      return event.hazards.length === 0 ? [] : [...hazardLines(event.hazards), '']
    case 'rows-compared':
      return [
        `    Compared ${event.rows.toLocaleString('en')} rows; ${bytesText(event.bytesReceived)} came over the network`,
      ]
    case 'undo-commands':
      if (event.commands.length === 0) return []
      return [
        '',
        'If this process dies, these commands put the apps back:',
        ...event.commands.map(command => `  ${color.command(command)}`),
        '',
      ]
    case 'undone':
      return [`    ${event.what}`]
    case 'undo-failed':
      return [
        ` ${color.failure('!')}  Couldn't put back: ${event.what} (${event.message})`,
        ...(event.remedy ? [`    -> ${color.command(event.remedy)}`] : []),
      ]
    case 'refused-values':
      return refusedLines(event)
    case 'differences':
      return event.differences.map(
        ({where, what, expected, found}) =>
          ` ${color.failure('!')}  ${where}: ${what}, expected ${expected}, found ${found}`,
      )
    default:
      return []
  }
}

/** What stops and what changes: `sushi: stops web (2)`, and a line for each config var that will change. */
function appLines({app, stops, configVars, notes}: ReportApp): string[] {
  const processes = stops.map(({type, quantity}) => `${type} (${quantity})`).join(', ')
  return [
    `    ${color.app(app)}: stops ${processes || 'nothing'}`,
    ...configVars.map(({name, change}) => `      ${name} ${change}.`),
    ...notes.map(note => `      ${note}`),
  ]
}

function refusedLines({file, columns}: RunEvent & {kind: 'refused-values'}): string[] {
  const count = columns.reduce((sum, column) => sum + column.count, 0)
  return [
    ` ${color.failure('!')}  ${count === 1 ? 'A value that Postgres refuses is' : `${count} values that Postgres refuses are`} NULL there: ${columns
      .map(column => `${column.where} (${column.count})`)
      .join(', ')}`,
    `    -> The originals are kept in ${file}`,
  ]
}
