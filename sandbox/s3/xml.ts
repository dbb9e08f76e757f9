/** The content of an element: text, elements by name, or a list for several of the same name. */
export type XmlContent = string | number | boolean | undefined | XmlContent[] | {[name: string]: XmlContent}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** Renders an XML document; an element whose content is undefined is left out. */
export function xmlDocument(root: string, content: XmlContent): string {
  const namespace = root === 'Error' ? '' : ` xmlns="${NAMESPACE}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${inner(content)}</${root}>`
}

/** The contents of all elements of a name, anywhere in the text: enough for the few flat bodies that S3 accepts. */
export function xmlElements(text: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g')
  return [...text.matchAll(pattern)].map(match => match[1] ?? '')
}

/** The text of the first element of that name. */
export function xmlText(text: string, name: string): string | undefined {
  const [first] = xmlElements(text, name)
  return first === undefined ? undefined : unescape(first.trim())
}

function inner(content: XmlContent): string {
  if (typeof content !== 'object' || Array.isArray(content)) return escape(String(content ?? ''))
  return Object.entries(content)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map(one => element(name, one)))
    .join('')
}

function element(name: string, content: XmlContent): string {
  return content === undefined ? '' : `<${name}>${inner(content)}</${name}>`
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
}
