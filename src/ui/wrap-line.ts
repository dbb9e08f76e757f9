import {stripVTControlCharacters} from 'node:util'

/** Less than this is no terminal to write sentences for. */
const LEAST = 40
/** What a sentence that goes on is set in by, where no mark before it says how far. */
const INDENT = 2

/** Breaks a line between words where it is longer than the terminal is wide; the rest is set in as far as its text, or somewhat more. */
export function wrapLine(line: string, columns: number): string[] {
  if (columns < LEAST || widthOf(line) <= columns) return [line]
  const [before = '', mark] = /^ *(-> |! {2})?/.exec(stripVTControlCharacters(line)) ?? []
  const indent = ' '.repeat(before.length + (mark === undefined ? INDENT : 0))
  const lines: string[] = []
  let current = ''
  for (const word of line.match(/\s*\S+/g) ?? []) {
    if (current.trim() !== '' && widthOf(current + word) > columns) {
      lines.push(current)
      current = indent + word.trimStart()
    } else current += word
  }

  return [...lines, current]
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length
}
