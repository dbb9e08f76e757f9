import type {Contestant} from './contestant.js'
import {HEROKU_HELP, OUR_HELP} from './goals.js'
import {herokuCommand, type LinkedCli} from './linked-cli.js'

/** Contestants that measure how long the CLI takes to print help, its own and ours. */
export function helpStart(cli: LinkedCli): Contestant[] {
  const contestant = (name: string, ...args: string[]): Contestant => ({
    name,
    programs: [],
    prepare: cli.start,
    command: () => herokuCommand(...args),
    options: cli.options,
  })
  return [contestant(HEROKU_HELP, '--help'), contestant(OUR_HELP, 'pg:migrate-mysql', '--help')]
}
