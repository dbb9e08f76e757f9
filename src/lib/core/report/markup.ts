/** Finished HTML. Only `markup` makes it, so that text from users cannot pass for it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | number | string | null | readonly Part[]

/** A template of HTML: what is inserted is escaped, for text and for quoted attributes, unless it is markup already. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((text, at) => text + textOf(parts[at] ?? null)).join(''))
}

function textOf(part: Part): string {
  if (part === null) return ''
  if (part instanceof Markup) return part.text
  if (Array.isArray(part)) return part.map(each => textOf(each as Part)).join('')
  return escapeHtml(String(part))
}

/** Control characters and those that turn the direction of writing are shown as what they are. */
function escapeHtml(text: string): string {
  return text.replaceAll(
    /[&<>"'`]|(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu,
    character => ENTITIES[character] ?? `\\u{${character.codePointAt(0)!.toString(16).toUpperCase()}}`,
  )
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '\r': '',
}
