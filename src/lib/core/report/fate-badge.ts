import {markup, type Markup} from './markup.js'
import type {ReportFate} from './migration-report.js'

/** What became of an object, as a coloured word. */
export function fateBadge(fate: ReportFate): Markup {
  return markup`<span class="badge ${CLASSES[fate]}">${WORDS[fate]}</span>`
}

const WORDS: Record<ReportFate, string> = {
  created: 'created',
  changed: 'changed',
  'not-migrated': 'not migrated',
}
const CLASSES: Record<ReportFate, string> = {created: 'good', changed: 'warn', 'not-migrated': 'bad'}
