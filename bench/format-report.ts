import {type Goal, GOALS, isReached, median, type Result, type Round} from './goals.js'

/** The results of a run, for the report. */
export interface Findings {
  command: string
  date: Date
  machine: string[]
  scale: string
  rounds: Round[]
  /** The contestants that did not run, and why. */
  missing: string[]
}

/** Writes the report: first the comparisons, then all figures. */
export function formatReport({command, date, machine, scale, rounds, missing}: Findings): string {
  return [
    '# Side by side',
    '',
    `Measured on ${date.toISOString().slice(0, 10)} by \`${command}\`: ${scale}. Everything ran on one machine, servers included:`,
    '',
    ...machine.map(line => `- ${line}`),
    '',
    'Ratios are taken within each round; goals are for scale 1.',
    '',
    ...ratioTable(rounds),
    '',
    'CPU is that of the program and its children; machine is that of all processors meanwhile, servers included. Memory is the',
    'highest sum over the program and its children, looked at every 20 ms. The time of the direct route is that of the steps that',
    'move the data and build indexes and keys (load is the first of them); its other figures are those of the whole command.',
    'Each program connects as it does by default: ours and mysqldump encrypt what they read where the server can, pgloader does not.',
    '',
    ...figureTable(rounds),
    ...(missing.length > 0 ? ['', 'Did not run:', '', ...missing.map(line => `- ${line}`)] : []),
    '',
  ].join('\n')
}

/** A line for each goal that could be measured: its value in each round, the median, and the limit. */
export function ratioTable(rounds: Round[]): string[] {
  const numbers = rounds.map((_, index) => `round ${index + 1}`)
  const lines = GOALS.flatMap(goal => {
    const values = rounds.map(goal.value)
    const known = values.filter(value => value !== undefined)
    if (known.length === 0) return []
    const middle = median(known)
    return [
      [
        goal.what,
        ...[...values, middle].map(value => amount(goal, value)),
        limit(goal),
        verdict(goal, middle),
      ],
    ]
  })
  return table([['', ...numbers, 'median', 'goal', ''], ...lines])
}

/** A line for each contestant and round. */
function figureTable(rounds: Round[]): string[] {
  const lines = rounds.flatMap((round, index) =>
    Object.entries(round).map(([name, result]) => [String(index + 1), name, ...figures(result!)]),
  )
  return table([
    ['round', 'what', 'wall s', 'load s', 'CPU s', 'machine s', 'memory MB', 'archive MB'],
    ...lines,
  ])
}

function figures(result: Result): string[] {
  const {seconds, loadSeconds, cpuSeconds, machineCpuSeconds, peakBytes, archiveBytes} = result
  const times = [seconds, loadSeconds, cpuSeconds, machineCpuSeconds].map(value => value?.toFixed(2) ?? '')
  return [...times, ...[peakBytes, archiveBytes].map(value => (value ? (value / 1e6).toFixed(1) : ''))]
}

function amount({unit}: Goal, value: number | undefined): string {
  if (value === undefined) return '-'
  return unit === 'MB' ? `${value.toFixed(0)} MB` : `${value.toFixed(2)}${unit === 'x' ? 'x' : ' s'}`
}

function limit(goal: Goal): string {
  if (goal.least !== undefined) return `at least ${amount(goal, goal.least)}`
  return goal.most === undefined ? '' : `at most ${amount(goal, goal.most)}`
}

function verdict(goal: Goal, value: number): string {
  const reached = isReached(goal, value)
  if (reached === undefined) return ''
  return reached ? 'reached' : 'missed'
}

function table([head = [], ...lines]: string[][]): string[] {
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`)
}
