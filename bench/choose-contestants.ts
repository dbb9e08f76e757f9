import {aptInstall, canAptInstall} from '../sandbox/servers/apt-install.js'
import {findProgram} from '../sandbox/servers/find-program.js'
import type {Contestant} from './contestant.js'

/** Debian's packages of the programs that do not come with the database servers. */
const PACKAGES: Record<string, string> = {pgloader: 'pgloader', mysqldump: 'mariadb-client'}

/** Chooses contestants whose names contain one of `only`, and those whose output they need, in the given order; all if `only` is empty. */
export function chooseContestants(all: Contestant[], only: string[]): Contestant[] {
  const chosen = new Set(
    all.filter(({name}) => only.length === 0 || only.some(part => name.includes(part))).map(({name}) => name),
  )
  for (const {name, after = []} of all.toReversed())
    if (chosen.has(name)) for (const needed of after) chosen.add(needed)
  return all.filter(({name}) => chosen.has(name))
}

/** Installs the missing programs, if that is possible. */
export async function installPrograms(
  contestants: Contestant[],
  report: (line: string) => void,
): Promise<void> {
  const missing = missingPrograms(contestants).flatMap(program => PACKAGES[program] ?? [])
  if (missing.length === 0 || !canAptInstall()) return
  report(`Installing ${missing.join(', ')}...`)
  try {
    await aptInstall(missing)
  } catch (error) {
    report((error as Error).message)
  }
}

/** The programs of contestants that are not on the PATH. */
export function missingPrograms(contestants: Array<Pick<Contestant, 'programs'>>): string[] {
  return [...new Set(contestants.flatMap(({programs}) => programs))].filter(name => !findProgram(name))
}
