import {markup, type Markup} from './markup.js'

/** One line of a picture: a name, what it says, and stretches of a bar between 0 and 1. */
export interface Bar {
  name: string
  value: string
  stretches: Stretch[]
  /** Set apart from the others by a dot before its name: where nothing of a bar can be seen, its colour tells nothing. */
  isMarked?: boolean
}

export interface Stretch {
  from: number
  to: number
  kind: 'first' | 'note' | 'second' | 'stop'
}

/** Height of the picture's own units; the page gives it its size. */
const HEIGHT = 16
const WIDTH = 1000
/** The least width, so that even the smallest value is visible. */
const LEAST = 3

/** Bars one below the other, each with its name and value as text, so that they stay readable on a narrow screen. */
export function barList(bars: readonly Bar[]): Markup {
  return markup`<ul class="bars">${bars.map(
    ({name, value, stretches, isMarked = false}) => markup`
<li><span class="name${isMarked ? ' marked' : ''}">${name}</span><span class="value">${value}</span>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"><title>${name}: ${value}</title>
<rect class="track" width="${WIDTH}" height="${HEIGHT}"/>${stretches.map((stretch, row) =>
      rect(stretch, isOverlaid(stretches) ? {row, rows: stretches.length} : {row: 0, rows: 1}),
    )}</svg></li>`,
  )}</ul>`
}

/** Stretches that begin at the same place lie below one another. */
function isOverlaid(stretches: readonly Stretch[]): boolean {
  return stretches.length > 1 && stretches.every(({from}) => from === 0)
}

function rect({from, to, kind}: Stretch, {row, rows}: {row: number; rows: number}): Markup {
  if (to <= from) return markup``
  const height = HEIGHT / rows
  const width = Math.max(LEAST, Math.round((to - from) * WIDTH))
  const x = Math.min(WIDTH - width, Math.round(from * WIDTH))
  return markup`<rect class="${kind}" x="${x}" y="${row * height}" width="${width}" height="${height}"/>`
}
