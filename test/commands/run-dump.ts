import {runProgram, type ProgramRun} from '../run-program.js'

/** Runs pg:migrate-mysql:dump in a process of its own. */
export function runDump(args: string[]): Promise<ProgramRun> {
  return runProgram(
    `
    import {flush, handle} from '@oclif/core'
    import Dump from './src/commands/pg/migrate-mysql/dump.ts'
    await Dump.run(process.argv.slice(1), process.cwd()).then(() => flush()).catch(handle)`,
    {args},
  )
}
