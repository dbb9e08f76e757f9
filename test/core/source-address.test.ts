import {expect} from 'chai'

import {MigrationError} from '../../src/lib/core/migration-error.js'
import {isSourceUrl, parseSourceUrl} from '../../src/lib/core/source-address.js'

const ADDRESS = {host: 'db.example.com', port: 3306, user: 'app', password: 'secret', database: 'shop'}

describe('source URLs', () => {
  const urls: [url: string, expected: Partial<typeof ADDRESS>][] = [
    ['mysql://app:secret@db.example.com:3306/shop', {}],
    ['mysql2://app:secret@db.example.com/shop', {}],
    ['mariadb://app:secret@db.example.com:3307/shop', {port: 3307}],
    ['trilogy://app:secret@db.example.com/shop?pool=5', {}],
    ['mysql+pymysql://app:secret@db.example.com/shop?charset=utf8mb4', {}],
    ['MySQL://app:secret@DB.example.com/Shop', {host: 'DB.example.com', database: 'Shop'}],
    ['  mysql://app:secret@db.example.com/shop\n', {}],
    [
      'mysql://app:secret@us-cdbr-xx.cleardb.net/heroku_1?reconnect=true',
      {host: 'us-cdbr-xx.cleardb.net', database: 'heroku_1'},
    ],
    ['mysql://app@db.example.com/shop', {password: ''}],
    ['mysql://app:secret@[2001:db8::1]:3308/shop', {host: '2001:db8::1', port: 3308}],
    ['mysql://app:secret@db.example.com', {database: ''}],
    ['mysql://app:secret@db.example.com/my%20shop', {database: 'my shop'}],
    ['jdbc:mysql://app:secret@db.example.com/shop', {}],
    ['jdbc:mysql://db.example.com:3306/shop?user=app&password=secret&useSSL=false', {}],
    ['jdbc:mariadb://db.example.com/shop?user=app&password=s%26cret', {password: 's&cret'}],
    ['jdbc:mysql:aurora://db.example.com/shop?user=app&password=secret', {}],
    ['jdbc:mysql://db.example.com/shop?user=app&password=p@ss', {password: 'p@ss'}],
    ['jdbc:mysql://db.example.com/shop', {user: '', password: ''}],
  ]
  for (const [url, expected] of urls)
    it(`reads ${url.trim()}`, () => {
      expect(parseSourceUrl(url).address).to.deep.equal({...ADDRESS, ...expected})
    })

  const passwords = [
    'p@ss',
    'a:b',
    'a#b',
    'a$b',
    '100%',
    '%zz',
    'a/b',
    'a?b',
    'a@b/c?d#e:f%',
    '@',
    'ü€',
    'a b',
    '%',
    'a@h:3306/x',
  ]
  for (const password of passwords)
    it(`reads the password ${password} raw and percent-encoded`, () => {
      for (const spelled of [password, encodeURIComponent(password)])
        expect(parseSourceUrl(`mysql://app:${spelled}@db.example.com:3306/shop`).address).to.deep.equal({
          ...ADDRESS,
          password,
        })
    })

  it('leaves a percent sign that starts no valid escape alone, beside one that does', () => {
    expect(parseSourceUrl('mysql://app:50%25%off%40@db.example.com/shop').address.password).to.equal(
      '50%%off@',
    )
  })

  it('leaves bytes that are not UTF-8 encoded', () => {
    expect(parseSourceUrl('mysql://app:%ff@db.example.com/shop').address.password).to.equal('%ff')
  })

  const options: [query: string, mode: string | undefined][] = [
    ['', undefined],
    ['reconnect=true', undefined],
    ['useSSL=false', 'disabled'],
    ['useSSL=true', 'required'],
    ['useSSL=true&requireSSL=true&verifyServerCertificate=true', 'verify-ca'],
    ['sslMode=REQUIRED', 'required'],
    ['sslMode=VERIFY_IDENTITY', 'verify-identity'],
    ['ssl-mode=VERIFY_CA', 'verify-ca'],
    ['ssl_mode=disabled', 'disabled'],
    ['sslMode=trust', 'required'],
    ['sslMode=verify-full', 'verify-identity'],
    ['ssl={"rejectUnauthorized":true}', 'verify-ca'],
    ['ssl=%7B%22rejectUnauthorized%22%3Atrue%7D', 'verify-ca'],
    ['ssl={"rejectUnauthorized":false}', 'required'],
    ['ssl=true', 'required'],
    ['ssl=false', 'disabled'],
    ['serverTimezone=UTC&sslmode=prefer', 'preferred'],
  ]
  for (const [query, mode] of options)
    it(`takes ${query || 'no option'} for TLS ${mode ?? 'as by default'}`, () => {
      expect(parseSourceUrl(`mysql://app:secret@db.example.com/shop?${query}`).tls.mode).to.equal(mode)
    })

  const refused = [
    'postgres://app:secret@db.example.com/shop',
    'mysql:/app:secret@db.example.com/shop',
    'mysql://',
    'mysql://app:secret@/shop',
    'mysql://app:secret@db.example.com:99999/shop',
    'mysql://app:secret@db.example.com:port/shop',
    'jdbc:mysql://one:3306,two:3306/shop?user=app&password=secret',
  ]
  for (const url of refused)
    it(`refuses ${url} without repeating the password`, () => {
      const error = expectError(() => parseSourceUrl(url))
      expect(error.code).to.equal('bad-source-url')
      expect(JSON.stringify([error.message, error.suggestions])).not.to.include('secret')
    })

  const recognized: [text: string, expected: boolean][] = [
    ['mysql://a@b/c', true],
    ['jdbc:mariadb://b/c', true],
    ['postgres://a@b/c', false],
    ['jdbc:postgresql://b/c', false],
    ['mysqlx://a@b/c', false],
    ['see mysql://a@b/c', false],
  ]
  for (const [text, expected] of recognized)
    it(`${expected ? 'takes' : 'does not take'} ${text} for one`, () => {
      expect(isSourceUrl(text)).to.equal(expected)
    })
})

function expectError(run: () => unknown): MigrationError {
  try {
    run()
  } catch (error) {
    expect(error).to.be.instanceOf(MigrationError)
    return error as MigrationError
  }

  throw new Error('nothing was thrown')
}
