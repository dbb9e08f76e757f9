import oclif from 'eslint-config-oclif'
import prettier from 'eslint-config-prettier'

// Fields, imports and unions stand in the order in which a reader (or the wire format) needs them.
const sorting = oclif.flatMap(({plugins}) => Object.keys(plugins?.perfectionist?.rules ?? {}))
const unsorted = Object.fromEntries(sorting.map(rule => [`perfectionist/${rule}`, 'off']))

export default [
  {ignores: ['dist/**', 'coverage/**']},
  ...oclif,
  prettier,
  {
    rules: {
      ...unsorted,
      'n/no-unpublished-bin': 'off',
      // `null` is how JSON, SQL and the archive format spell "none"; turning it into undefined and back helps nobody.
      'unicorn/no-null': 'off',
      // A snapshot is read, a stream is written, in order: awaiting in a loop is what is meant.
      'no-await-in-loop': 'off',
      // Bytes are our business.
      'no-bitwise': 'off',
      'unicorn/prefer-math-trunc': 'off',
      'unicorn/number-literal-case': 'off',
      'unicorn/prefer-code-point': 'off',
      camelcase: 'off',
      '@stylistic/lines-between-class-members': 'off',
      '@stylistic/padding-line-between-statements': 'off',
      'max-params': ['error', 5],
      'unicorn/no-array-callback-reference': 'off',
      'unicorn/switch-case-braces': 'off',
      // Its fix turns `() => undefined` into a function of another type.
      'unicorn/no-useless-undefined': 'off',
    },
  },
  {
    // Only a second Ctrl-C ends the process from within src/ui.
    files: ['test/**', 'sandbox/**', 'bench/**', 'src/ui/interrupt-signal.ts'],
    rules: {
      'n/no-process-exit': 'off',
      'unicorn/no-process-exit': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      // Servers are started once for all test files.
      'mocha/no-top-level-hooks': 'off',
    },
  },
]
