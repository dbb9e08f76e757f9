import {appsSection} from './apps-section.js'
import {connectionsSection} from './connections-section.js'
import {differencesSection} from './differences-section.js'
import {hazardsSection} from './hazards-section.js'
import {Markup, markup} from './markup.js'
import type {MigrationReport} from './migration-report.js'
import {objectsSection} from './objects-section.js'
import {REPORT_STYLE} from './report-style.js'
import {stepsSection} from './steps-section.js'
import {KINDS, summarySection} from './summary-section.js'
import {tablesSection} from './tables-section.js'

/** The report as one HTML page that needs nothing besides: no script, no network. */
export function reportPage(report: MigrationReport): string {
  const {kind, app, source, tables, objects, hazards, apps, notes} = report
  // A verification looks back: what was lost on the way was told before.
  const isAhead = kind !== 'verification'
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${KINDS[kind]}: ${source?.database ?? app ?? 'MySQL'}</title>
<style>${new Markup(REPORT_STYLE)}</style>
</head>
<body><main>
${summarySection(report)}
${differencesSection(report)}
${source && isAhead ? hazardsSection(hazards) : ''}
${stepsSection(report)}
${appsSection(apps)}
${connectionsSection(report)}
${source ? tablesSection(tables, hazards) : ''}
${objectsSection(objects)}
${notes.length > 0 ? markup`<section><h2>Notes</h2><ul class="plain">${notes.map(note => markup`<li>${note}</li>`)}</ul></section>` : ''}
<footer>Made by heroku-pg-migrate-mysql. This page needs no network and holds no passwords.</footer>
</main></body></html>
`
  return page.text
}
