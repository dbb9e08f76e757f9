/** What files of one layer may import: files of these other layers, and these packages (or all below a `…/`). */
export interface Layer {
  layers: string[]
  packages: string[]
}

/** The direction rule: commands -> ui -> pipeline -> adapters -> core. An adapter knows one outside thing. */
export const LAYERS: Record<string, Layer> = {
  'src/commands': {
    layers: ['src/ui', 'src/lib/pipeline', 'src/lib/core'],
    packages: ['@heroku-cli/', '@heroku/', '@oclif/', 'node:'],
  },
  'src/ui': {
    layers: ['src/lib/pipeline', 'src/lib/core'],
    packages: ['@heroku-cli/', '@heroku/', '@oclif/', 'node:', 'valibot', 'yaml'],
  },
  'src/lib/pipeline': {
    layers: [
      'src/lib/archive',
      'src/lib/core',
      'src/lib/heroku',
      'src/lib/mysql',
      'src/lib/postgres',
      'src/lib/storage',
    ],
    packages: ['@heroku-cli/command', 'node:'],
  },
  'src/lib/archive': {layers: ['src/lib/core'], packages: ['node:']},
  'src/lib/heroku': {layers: ['src/lib/core'], packages: ['@heroku-cli/', '@heroku/', 'node:']},
  'src/lib/mysql': {layers: ['src/lib/core'], packages: ['mysql2', 'node:']},
  'src/lib/postgres': {layers: ['src/lib/core'], packages: ['node:', 'pg', 'pg-copy-streams']},
  'src/lib/storage': {layers: ['src/lib/core'], packages: ['@aws-sdk/', 'node:']},
  'src/lib/core': {layers: [], packages: ['@guanmingchiu/sqlparser-ts', 'node:buffer']},
}

/** The layer that a file belongs to, or undefined outside all of them. */
export function layerOf(path: string): string | undefined {
  return Object.keys(LAYERS).find(layer => path.startsWith(`${layer}/`))
}
