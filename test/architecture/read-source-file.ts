import {posix} from 'node:path'
import ts from 'typescript'

/** What the rules need to know about a source file. */
export interface SourceFile {
  path: string
  imports: Import[]
  /** Uses of the process and the console: `process.env`, `console.log`. */
  globals: string[]
}

export interface Import {
  /** A path from the repository's root for a file, otherwise the package as it is written. */
  of: string
  /** Gone after compilation, so it makes no cycle at run time. */
  typeOnly: boolean
}

/** Reads every form of import (`import`, `export … from`, `import('…')` as a call and as a type) with TypeScript. */
export function readSourceFile(path: string, text: string): SourceFile {
  const file: SourceFile = {path, imports: [], globals: []}
  const visit = (node: ts.Node): void => {
    const found = importIn(node)
    if (found) file.imports.push({...found, of: resolve(path, found.of)})
    if (ts.isPropertyAccessExpression(node) && /^(?:console|process)$/.test(node.expression.getText())) {
      file.globals.push(node.getText())
    }

    ts.forEachChild(node, visit)
  }

  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return file
}

function importIn(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) return textOf(node.moduleSpecifier, isTypeOnly(node.importClause))
  if (ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier, node.isTypeOnly)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal, true)
  }

  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0], false)
  }
}

function textOf(specifier: ts.Node | undefined, typeOnly: boolean): Import | undefined {
  return specifier && ts.isStringLiteralLike(specifier) ? {of: specifier.text, typeOnly} : undefined
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause || clause.isTypeOnly) return Boolean(clause)
  const names = clause.namedBindings
  return (
    !clause.name &&
    Boolean(names && ts.isNamedImports(names) && names.elements.every(name => name.isTypeOnly))
  )
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts')
}
