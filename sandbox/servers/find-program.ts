import {accessSync, constants} from 'node:fs'
import {delimiter, join} from 'node:path'
import {environment} from './run-command.js'

/** Path of a program on the PATH (sbin included), or undefined. */
export function findProgram(name: string): string | undefined {
  return environment.PATH.split(delimiter)
    .map(folder => join(folder, name))
    .find(path => isExecutable(path))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
