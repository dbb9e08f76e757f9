import {writeFile} from 'node:fs/promises'

import {Flags} from '@oclif/core'

import type {MigrationReport} from '../lib/core/report/migration-report.js'
import {reportPage} from '../lib/core/report/report-page.js'
import {
  collectReport,
  type ReportCollector,
  type ReportSubject,
} from '../lib/pipeline/output/report-collector.js'
import {refuseProblems} from '../lib/pipeline/refuse-problems.js'
import type {Report} from '../lib/pipeline/run-event.js'
import {checkFile, outputError} from '../lib/pipeline/output/write-file.js'

/** Writes the report as a page; of every command that has one. */
export const htmlFlag = Flags.string({
  description: 'write the report as one HTML file that needs no network',
  helpValue: 'FILE',
})

/** Writes the report as data. */
export const reportFlag = Flags.string({
  description: 'write the report as JSON',
  helpValue: 'FILE',
})

/** What is written at the end, however the run ended; `file` is checked before, null is stdout. */
export interface ReportOutput {
  file: string | null
  text: (report: MigrationReport, collector: ReportCollector) => string | null
}

/** What `--html` and `--report` ask for. */
export function reportOutputs({html, report}: {html?: string; report?: string}): ReportOutput[] {
  return [
    ...(html === undefined ? [] : [{file: html, text: reportPage}]),
    ...(report === undefined ? [] : [{file: report, text: reportJson}]),
  ]
}

/** The report as a JSON document. */
export function reportJson(report: MigrationReport): string {
  return `${JSON.stringify(report, null, 2)}\n`
}

/**
 * Runs something and writes its report, of a failure too: the run's own error goes before one of writing. Losses that the user
 * allowed are part of the result.
 */
export async function withReport<Result extends {losses: number} | void>(
  subject: ReportSubject,
  {report, outputs}: {report: Report; outputs: readonly ReportOutput[]},
  run: (report: Report) => Promise<Result>,
): Promise<Result> {
  for (const {file} of outputs) if (file !== null) refuseProblems(await checkFile(file), report)
  const collector = collectReport(subject)
  const watch: Report = event => {
    collector.watch(event)
    report(event)
  }
  try {
    const result = await run(watch)
    await write(outputs, collector.report(result ?? undefined), collector)
    return result
  } catch (error) {
    await write(outputs, collector.report({error}), collector).catch(() => {})
    throw error
  }
}

async function write(
  outputs: readonly ReportOutput[],
  report: MigrationReport,
  collector: ReportCollector,
): Promise<void> {
  for (const {file, text} of outputs) {
    const content = text(report, collector)
    if (content === null) continue
    if (file === null) process.stdout.write(content)
    else await writeOutput(file, content)
  }
}

/** For the user alone: a report names data, and may hold a value of it as an example. */
async function writeOutput(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, {mode: 0o600})
  } catch (error) {
    throw outputError(error, file)
  }
}
