import type {EstimatedStep} from '../estimate/estimate.js'
import {barList} from './bar-list.js'
import {markup, type Markup} from './markup.js'
import type {MigrationReport, ReportStep} from './migration-report.js'
import {aboutTime, timeText} from './report-text.js'

/** When each step runs, as a picture, with the time in which the apps are down: as it was or, in a plan, as it will be. */
export function stepsSection({kind, steps, estimate}: MigrationReport): Markup {
  if (kind === 'plan') return estimate ? expectedSteps(estimate) : markup``
  if (steps.length === 0) return markup``
  const down = secondsOf(steps.filter(({downtime}) => downtime))
  const expected = new Map(
    kind === 'migration' ? estimate?.steps.map(step => [step.number, step.seconds]) : [],
  )
  return markup`<section><h2>Timeline</h2><p>${timeText(secondsOf(steps))} in all${
    down > 0 ? `, the apps were down for ${timeText(down)}` : ''
  }.</p>${picture(
    steps,
    ({number, seconds, state}) =>
      timeText(seconds) + (state === 'failed' ? ', failed' : expectedText(expected.get(number))),
  )}</section>`
}

function expectedSteps({steps, downtimeSeconds}: NonNullable<MigrationReport['estimate']>): Markup {
  let startedAfter = 0
  const timed = steps.map(step => {
    const at = startedAfter
    startedAfter += step.seconds ?? 0
    return {...step, startedAfter: at, seconds: step.seconds ?? 0, isKnown: step.seconds !== null}
  })
  return markup`<section><h2>Timeline</h2><p>${
    downtimeSeconds === null
      ? 'How long it takes could not be measured.'
      : `The apps will be down for about ${timeText(downtimeSeconds)}, and for what Heroku takes to stop, switch and start them, and your deploy. Measured by a trial read; the time of Postgres is that of ordinary cores.`
  }</p>${picture(timed, ({isKnown, seconds}) => (isKnown ? aboutTime(seconds) : '–'))}</section>`
}

type Timed = Pick<EstimatedStep, 'downtime' | 'number' | 'title'> & {
  startedAfter: number
  seconds: number
  state?: ReportStep['state']
}

function picture<Step extends Timed>(steps: readonly Step[], value: (step: Step) => string): Markup {
  const end = Math.max(...steps.map(({startedAfter, seconds}) => startedAfter + seconds), 0.001)
  return markup`<figure class="card">${barList(
    steps.map(step => ({
      name: `${step.number}. ${step.title}`,
      value: value(step),
      stretches: [
        {
          from: step.startedAfter / end,
          to: (step.startedAfter + step.seconds) / end,
          kind: step.state === 'failed' ? 'stop' : step.downtime ? 'first' : 'second',
        },
      ],
      isMarked: step.downtime,
    })),
  )}
<figcaption class="keys"><span><span class="key b"></span>apps up</span>${
    steps.some(({downtime}) => downtime) ? markup`<span><span class="key"></span>apps down</span>` : ''
  }${steps.some(({state}) => state === undefined) ? markup`<span>– depends on Heroku or on you</span>` : ''}</figcaption></figure>`
}

function expectedText(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? '' : `, expected ${timeText(seconds)}`
}

function secondsOf(steps: ReadonlyArray<{seconds: number}>): number {
  return steps.reduce((sum, {seconds}) => sum + seconds, 0)
}
