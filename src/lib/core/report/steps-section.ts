import {barList} from './bar-list.js'
import {markup, type Markup} from './markup.js'
import type {ReportStep} from './migration-report.js'
import {timeText} from './report-text.js'

/** When each step ran, as a picture; with the time in which the apps were down. */
export function stepsSection(steps: readonly ReportStep[]): Markup {
  if (steps.length === 0) return markup``
  const end = Math.max(...steps.map(({startedAfter, seconds}) => startedAfter + seconds), 0.001)
  const down = steps.filter(({downtime}) => downtime)
  const downSeconds = down.reduce((sum, {seconds}) => sum + seconds, 0)
  return markup`<section><h2>Timeline</h2><p>${timeText(end)} in all${
    down.length > 0 ? `, the apps were down for ${timeText(downSeconds)}` : ''
  }.</p>
<figure class="card">${barList(
    steps.map(({number, title, startedAfter, seconds, state, downtime}) => ({
      name: `${number}. ${title}`,
      value: `${timeText(seconds)}${state === 'failed' ? ', failed' : ''}`,
      stretches: [
        {
          from: startedAfter / end,
          to: (startedAfter + seconds) / end,
          kind: state === 'failed' ? 'stop' : downtime ? 'first' : 'second',
        },
      ],
    })),
  )}
<figcaption class="keys"><span><span class="key b"></span>apps up</span>${
    down.length > 0 ? markup`<span><span class="key"></span>apps down</span>` : ''
  }</figcaption></figure></section>`
}
