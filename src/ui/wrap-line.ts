import {stripVTControlCharacters} from 'node:util'

/** For a narrower terminal lines are not broken. */
const LEAST = 40
/** How far continued lines are indented if no mark before the text decides it. */
const INDENT = 2

/** Breaks a line that is wider than the terminal between words; continued lines are indented as far as its text, or a little more. */
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
