import {expect} from 'chai'
import * as fc from 'fast-check'

import {EXIT, MigrationError, redact} from '../../src/lib/core/migration-error.js'

const SIGNED =
  'https://b.s3.amazonaws.com/k.dump?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAX%2F20261122&X-Amz-Expires=60&X-Amz-Signature=0abc&x-id=GetObject'

const secrets: Array<{what: string; text: string; shown: string}> = [
  {what: 'a URL', text: 'mysql://app:s3cret@db/shop', shown: 'mysql://app:***@db/shop'},
  {what: 'a URL with a port', text: 'mysql://app:s3cret@db:3306/shop', shown: 'mysql://app:***@db:3306/shop'},
  {what: 'a JDBC URL', text: 'jdbc:mysql://app:s3cret@db/shop', shown: 'jdbc:mysql://app:***@db/shop'},
  {what: 'a URL with no user', text: 'redis://:s3cret@db/0', shown: 'redis://:***@db/0'},
  {
    what: 'a password that begins as in our suggestions',
    text: 'mysql://app:PASSWORD@1@db/shop',
    shown: 'mysql://app:***@db/shop',
  },
  {what: 'a URL that ends at its @', text: 'mysql://app:s3@cret@', shown: 'mysql://app:***@'},
  {what: 'a password with an @', text: 'mysql://app:s3@cret@db/shop', shown: 'mysql://app:***@db/shop'},
  {what: 'a password with a :', text: 'mysql://app:s3:cret@db/shop', shown: 'mysql://app:***@db/shop'},
  {what: 'a password with a /', text: 'mysql://app:s3/cret@db/shop', shown: 'mysql://app:***@db/shop'},
  {what: 'a password with ? and #', text: 'mysql://app:s3?c#t@db/shop', shown: 'mysql://app:***@db/shop'},
  {what: 'a password with quotes', text: `mysql://app:s3"c'@db/shop`, shown: 'mysql://app:***@db/shop'},
  {what: 'a password with ://', text: 'mysql://app:a://b:c@db/shop', shown: 'mysql://app:***@db/shop'},
  {
    what: 'a user that names its server',
    text: 'mysql://app@server:s3cret@db/shop',
    shown: 'mysql://app@server:***@db/shop',
  },
  {
    what: 'several URLs',
    text: 'from mysql://app:one@db/shop to postgres://app:two@pg/shop.',
    shown: 'from mysql://app:***@db/shop to postgres://app:***@pg/shop.',
  },
  {
    what: 'a URL in quotes',
    text: `Invalid URL "mysql://app:s3cret@db/shop"`,
    shown: 'Invalid URL "mysql://app:***@db/shop"',
  },
  {
    what: 'a URL in JSON',
    text: '{"url":"mysql://app:s3cret@db/shop"}',
    shown: '{"url":"mysql://app:***@db/shop"}',
  },
  {
    what: 'a login in a JDBC query',
    text: 'jdbc:mysql://db/shop?user=app&password=s3cret&useSSL=true',
    shown: 'jdbc:mysql://db/shop?user=app&password=***&useSSL=true',
  },
  {
    what: 'a presigned URL',
    text: `GET ${SIGNED} failed`,
    shown:
      'GET https://b.s3.amazonaws.com/k.dump?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=***&X-Amz-Expires=60&X-Amz-Signature=***&x-id=GetObject failed',
  },
  {
    what: 'a presigned URL in JSON',
    text: '{"url":"https://b/k?X-Amz-Signature=0abc","size":7}',
    shown: '{"url":"https://b/k?X-Amz-Signature=***","size":7}',
  },
  {
    what: "a session's token",
    text: 'https://b/k?X-Amz-Security-Token=IQoJb3&partNumber=1',
    shown: 'https://b/k?X-Amz-Security-Token=***&partNumber=1',
  },
  {
    what: 'an older signature',
    text: 'https://b/k?AWSAccessKeyId=AKIAX&Signature=a%2Bb&Expires=1',
    shown: 'https://b/k?AWSAccessKeyId=AKIAX&Signature=***&Expires=1',
  },
  {
    what: 'a connection string',
    text: 'host=db password=s3cret dbname=x',
    shown: 'host=db password=*** dbname=x',
  },
  {
    what: 'a quoted value in a connection string',
    text: String.raw`host=db password='s3 c\'ret' dbname=x`,
    shown: 'host=db password=*** dbname=x',
  },
  {what: 'an environment variable', text: 'PGPASSWORD=s3cret pg_dump', shown: 'PGPASSWORD=*** pg_dump'},
  {
    what: 'AWS variables',
    text: 'AWS_SECRET_ACCESS_KEY=s3cret AWS_SESSION_TOKEN=t0ken AWS_REGION=eu-west-1',
    shown: 'AWS_SECRET_ACCESS_KEY=*** AWS_SESSION_TOKEN=*** AWS_REGION=eu-west-1',
  },
  {
    what: 'JSON',
    text: String.raw`{"user": "app", "password": "s3\"cret", "port": 3306}`,
    shown: '{"user": "app", "password": "***", "port": 3306}',
  },
  {
    what: "Node's own way to show an object",
    text: `{ user: 'app', secretAccessKey: 's3cret', port: 3306 }`,
    shown: `{ user: 'app', secretAccessKey: '***', port: 3306 }`,
  },
]

const harmless = [
  '',
  'Ask me@example.com about db.example.com:3306.',
  "Access denied for user 'app'@'10.0.0.1' (using password: YES)",
  'https://devcenter.heroku.com/articles/heroku-postgresql#expensive-queries',
  "Couldn't reach mysql://db.example.com:3306/shop: connect ECONNREFUSED 10.0.0.1:3306",
  'mysql://app@db/shop needs a password: none was given.',
  'Name it with --source mysql://USER:PASSWORD@HOST/DATABASE',
  'Run the command with --confirm sushi, or heroku config:get TOKEN --app sushi',
  'orders.password_hash: 3 values are too long',
  'reset_token varchar(255) DEFAULT NULL',
]

describe('errors and what they may tell', () => {
  describe('redact', () => {
    for (const {what, text, shown} of secrets)
      it(`takes out what is secret in ${what}`, () => {
        expect(redact(text)).to.equal(shown)
        expect(redact(shown), 'a second time').to.equal(shown)
      })

    for (const text of harmless)
      it(`leaves alone: ${text || 'nothing'}`, () => {
        expect(redact(text)).to.equal(text)
      })

    // Ends nothing: a password in a URL has no white space, whatever else it has.
    const password = fc
      .string({unit: 'grapheme', minLength: 1, maxLength: 30})
      .filter(text => !/\s/.test(text))

    it('lets no password in a URL survive, and loses nothing else', () => {
      fc.assert(
        fc.property(password, secret => {
          expect(redact(`Lost mysql://app:${secret}@db:3306/shop, for me@example.com.`)).to.equal(
            'Lost mysql://app:***@db:3306/shop, for me@example.com.',
          )
        }),
      )
    })

    it('lets no encoded password in a query survive', () => {
      fc.assert(
        fc.property(password, secret => {
          expect(
            redact(`jdbc:mysql://db/shop?password=${encodeURIComponent(secret)}&ssl=true down`),
          ).to.equal('jdbc:mysql://db/shop?password=***&ssl=true down')
        }),
      )
    })

    it('does not take long over a hostile text', () => {
      const started = performance.now()
      for (const piece of ['a', ':', '://', '://:', '@', "password='", '"password":"', String.raw`\'`])
        redact(piece.repeat(5000))
      expect(performance.now() - started).to.be.below(2000)
    })
  })

  describe('MigrationError', () => {
    it('has what the CLI prints: name, message, code and suggestions, and its exit code', () => {
      const error = new MigrationError("Couldn't find it.", {code: 'not-found', suggestions: ['Look there']})
      expect({...error}).to.deep.equal({
        name: 'Error',
        code: 'not-found',
        suggestions: ['Look there'],
        oclif: {exit: EXIT.error},
      })
      expect(String(error)).to.equal("Error: Couldn't find it.")
    })

    it('keeps passwords out of its message, its suggestions and its stack', () => {
      const error = new MigrationError('mysql://app:s3cret@db/shop is down', {
        code: 'down',
        suggestions: ['Try --source mysql://app:s3cret@other/shop'],
        exit: EXIT.failed,
      })
      expect(`${error.stack}${JSON.stringify(error)}`).not.to.contain('s3cret')
      expect(error.suggestions).to.deep.equal(['Try --source mysql://app:***@other/shop'])
      expect(error.oclif.exit).to.equal(12)
    })

    it('gives each way to end an exit code of its own, apart from those of the CLI', () => {
      expect(EXIT).to.deep.equal({
        proven: 0,
        error: 1,
        allowedLosses: 10,
        blocked: 11,
        failed: 12,
        differences: 13,
        lostContact: 14,
        interrupted: 15,
      })
    })
  })
})
