import {expect} from 'chai'
import {MigrationError} from '../../src/lib/core/migration-error.js'
import {parseTargetUrl} from '../../src/lib/postgres/parse-target-url.js'

describe('parseTargetUrl', () => {
  const modes = [
    {url: 'postgres://u:p@db.example.com/d', mode: 'encrypt'},
    {url: 'postgresql://u:p@db.example.com:5433/d', mode: 'encrypt'},
    {url: 'postgres://u:p@localhost/d', mode: 'none'},
    {url: 'postgres://u:p@127.0.0.1/d', mode: 'none'},
    {url: 'postgres://u:p@[::1]/d', mode: 'none'},
    {url: 'postgres://u:p@localhost/d?sslmode=require', mode: 'encrypt'},
    {url: 'postgres://u:p@db.example.com/d?sslmode=require', mode: 'encrypt'},
    {url: 'postgres://u:p@db.example.com/d?sslmode=prefer', mode: 'encrypt'},
    {url: 'postgres://u:p@db.example.com/d?sslmode=no-verify', mode: 'encrypt'},
    {url: 'postgres://u:p@db.example.com/d?sslmode=disable', mode: 'none'},
    {url: 'postgres://u:p@db.example.com/d?sslmode=verify-full', mode: 'verify-full'},
    {url: 'postgres://u:p@db.example.com/d?sslmode=verify-ca', mode: 'verify-ca'},
    {url: 'postgres://u:p@db.example.com/d?sslrootcert=ca.pem', mode: 'verify-full'},
    {url: 'postgres://u:p@db.example.com/d?sslmode=require&sslrootcert=ca.pem', mode: 'verify-ca'},
  ]
  for (const {url, mode} of modes)
    it(`takes ${url} for TLS mode ${mode}`, () => {
      expect(parseTargetUrl(url).tls.mode).to.equal(mode)
    })

  it('removes the TLS parameters from the URL and keeps the rest', () => {
    const url = 'postgres://u:p%40@db.example.com/d?sslmode=require&options=-c%20x&sslrootcert=a&sslkey=b'
    expect(parseTargetUrl(url).connectionString).to.equal('postgres://u:p%40@db.example.com/d?options=-c+x')
  })

  it('names the host and the port, never the password', () => {
    expect(parseTargetUrl('postgres://u:p@db.example.com/d').where).to.equal('db.example.com:5432')
    expect(parseTargetUrl('postgres://u:p@db.example.com:6000/d').where).to.equal('db.example.com:6000')
  })

  const bad = [
    'not a url',
    'mysql://u:secret@db.example.com/d',
    'postgres:///d',
    'postgres://u:secret@db.example.com/d?sslmode=sometimes',
  ]
  for (const url of bad)
    it(`refuses ${url}`, () => {
      expect(() => parseTargetUrl(url))
        .to.throw(MigrationError)
        .that.satisfies(
          ({code, message}: MigrationError) => code === 'bad-target-url' && !message.includes('secret'),
        )
    })
})
