import {writeFile} from 'node:fs/promises'

import {Flags} from '@oclif/core'

import {toErrorData} from '../lib/core/error-data.js'
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
 * Runs something and writes its report, of a failure too. That it cannot be written makes no failure of a migration, which is done by
 * then; a plan or a comparison is made for it. Losses that the user allowed are part of the result.
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
  const isDone = subject.kind === 'migration' || subject.kind === 'rehearsal'
  let result: Result
  try {
    result = await run(watch)
  } catch (error) {
    await writeAll(outputs, collector, {
      report: collector.report({error}),
      notWritten: tellNotWritten(report),
    })
    throw error
  }
  const notWritten = isDone ? tellNotWritten(report) : rethrow
  await writeAll(outputs, collector, {report: collector.report(result ?? undefined), notWritten})
  return result
}

function tellNotWritten(report: Report): (error: unknown) => void {
  return error => report({kind: 'note', text: `The report is not written: ${toErrorData(error).message}`})
}

function rethrow(error: unknown): never {
  throw error
}

async function writeAll(
  outputs: readonly ReportOutput[],
  collector: ReportCollector,
  {report, notWritten}: {report: MigrationReport; notWritten: (error: unknown) => void},
): Promise<void> {
  for (const output of outputs) await write(output, report, collector).catch(notWritten)
}

async function write(
  {file, text}: ReportOutput,
  report: MigrationReport,
  collector: ReportCollector,
): Promise<void> {
  const content = text(report, collector)
  if (content === null) return
  if (file === null) process.stdout.write(content)
  else await writeOutput(file, content)
}

/** For the user alone: a report names data, and may hold a value of it as an example. */
async function writeOutput(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, {mode: 0o600})
  } catch (error) {
    throw outputError(error, file)
  }
}
