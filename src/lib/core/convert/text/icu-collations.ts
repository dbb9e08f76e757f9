import type {MysqlColumn, MysqlServer} from '../../mysql-schema.js'
import type {PostgresCollation} from '../../postgres-schema.js'

/** A language whose letters sort by rules of their own, as each program calls it. */
interface Language {
  /** Words of MySQL's and MariaDB's names of collations. */
  words: string[]
  /** ICU locale, with the extension that chooses among several orders. */
  icu: string
  /** In `utf8mb4_…_0900_ai_ci` of MySQL 8. */
  mysql?: string
  /** In `utf8mb4_uca1400_…_ai_ci` of MariaDB 10.10. */
  mariadb?: string
}

const LANGUAGES: readonly Language[] = [
  {words: ['bs', 'croatian', 'hr', 'sr'], icu: 'hr', mysql: 'hr', mariadb: 'croatian'},
  {words: ['cs', 'czech'], icu: 'cs', mysql: 'cs', mariadb: 'czech'},
  {words: ['da', 'danish', 'nb', 'nn'], icu: 'da', mysql: 'da', mariadb: 'danish'},
  {words: ['de', 'german2'], icu: 'de-u-co-phonebk', mysql: 'de_pb', mariadb: 'german2'},
  {words: ['eo', 'esperanto'], icu: 'eo', mysql: 'eo', mariadb: 'esperanto'},
  {words: ['es', 'gl', 'spanish', 'spanish2'], icu: 'es', mysql: 'es', mariadb: 'spanish'},
  {words: ['et', 'estonian'], icu: 'et', mysql: 'et', mariadb: 'estonian'},
  {words: ['hu', 'hungarian'], icu: 'hu', mysql: 'hu', mariadb: 'hungarian'},
  {words: ['icelandic', 'is'], icu: 'is', mysql: 'is', mariadb: 'icelandic'},
  {words: ['latvian', 'lv'], icu: 'lv', mysql: 'lv', mariadb: 'latvian'},
  {words: ['lithuanian', 'lt'], icu: 'lt', mysql: 'lt', mariadb: 'lithuanian'},
  {words: ['pl', 'polish'], icu: 'pl', mysql: 'pl', mariadb: 'polish'},
  {words: ['ro', 'romanian'], icu: 'ro', mysql: 'ro', mariadb: 'romanian'},
  {words: ['sk', 'slovak'], icu: 'sk', mysql: 'sk', mariadb: 'slovak'},
  {words: ['sl', 'slovenian'], icu: 'sl', mysql: 'sl', mariadb: 'slovenian'},
  {words: ['sv', 'swedish'], icu: 'sv', mysql: 'sv', mariadb: 'swedish'},
  {words: ['tr', 'turkish'], icu: 'tr', mysql: 'tr', mariadb: 'turkish'},
  {words: ['vi', 'vietnamese'], icu: 'vi', mysql: 'vi', mariadb: 'vietnamese'},
]

/** What a collation takes for equal. */
interface Equality {
  language: Language | undefined
  accents: 'differ' | 'equal'
}

/**
 * The ICU collation that treats as equal what the column's MySQL collation does; if that one is case-sensitive, only case is
 * ignored. Strengths: https://unicode-org.github.io/icu/userguide/collation/concepts.html#comparison-levels.
 */
export function icuCollation(column: MysqlColumn): PostgresCollation {
  const {language, accents} = equalityOf(column)
  const locale = language?.icu ?? 'und'
  const extension = locale.includes('-u-') ? '' : '-u'
  const suffix = language ? `_${locale.replace(/-.*/, '')}` : ''
  return accents === 'equal'
    ? {name: `ignore_case_and_accents${suffix}`, locale: `${locale}${extension}-ks-level1`}
    : {name: `ignore_case${suffix}`, locale: `${locale}${extension}-ks-level2`}
}

/** The server's collation that takes for equal at least what that ICU collation does. */
export function collationLikeIcu(column: MysqlColumn, server: MysqlServer): string {
  return serverCollation(equalityOf(column), server)
}

/** The server's collation that takes for equal at least what lower() makes equal in Postgres. */
export function collationLikeLower(server: MysqlServer): string {
  return serverCollation({language: undefined, accents: 'differ'}, server)
}

/** Tried on every `_ci` collation of MariaDB 10.11 and MySQL 9. */
function equalityOf({collation, charset}: MysqlColumn): Equality {
  const name = collation ?? ''
  if (!name.endsWith('_ci')) return {language: undefined, accents: 'differ'}
  const words = name.split('_')
  return {
    language: LANGUAGES.find(language => language.words.some(word => words.includes(word))),
    accents: tellsAccents(name, charset ?? '') ? 'differ' : 'equal',
  }
}

/** The general collations of character sets of one byte tell accents, those of Unicode do not. */
function tellsAccents(name: string, charset: string): boolean {
  if (/_(?:as|tolower)_ci$|^latin2_hungarian/.test(name)) return true
  return /_general(?:_nopad)?_ci$/.test(name) && !/^(?:ascii|ucs2|utf)/.test(charset)
}

function serverCollation({language, accents}: Equality, {flavor, version}: MysqlServer): string {
  const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10))
  const level = accents === 'equal' ? 'ai' : 'as'
  // MySQL has none that ignores only case for single languages.
  if (flavor === 'mysql' && major >= 8)
    return level === 'as' ? 'utf8mb4_0900_as_ci' : `utf8mb4_${wordOf(language?.mysql)}0900_ai_ci`
  if (flavor === 'mariadb' && (major > 10 || (major === 10 && minor >= 10)))
    return `utf8mb4_uca1400_${wordOf(language?.mariadb)}nopad_${level}_ci`
  return 'utf8mb4_unicode_520_ci'
}

function wordOf(name: string | undefined): string {
  return name === undefined ? '' : `${name}_`
}
