import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Instant } from '../../domain/instant.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import type { Heard } from '../../network/http.double.ts'
import { pushPages } from './push-pages.ts'
import { signAws } from './sign-aws.ts'

const AT = Date.parse('2013-05-24T00:00:00Z') as Instant

test('a request is signed as the example of the S3 API reference is (COM-9)', () => {
  const url = new URL('https://examplebucket.s3.amazonaws.com/test%24file.text')
  const key = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 's3' }
  const headers = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }
  const { authorization } = signAws({ method: 'PUT', url, headers, body: 'Welcome to Amazon S3.' }, key, AT)
  assert.match(authorization!, /Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd$/)
})

// A bucket that reads the signature by itself, from what came over the wire.
function isSigned({ method, path, headers, body }: Heard, secret: string): boolean {
  const [, scope, signed, signature] = /Credential=key\/(\S+), SignedHeaders=(\S+), Signature=(\w+)/.exec(String(headers['authorization'])) ?? [] // prettier-ignore
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const lines = signed!.split(';').map((name) => `${name}:${String(headers[name])}\n`)
  const canonical = `${method}\n${path}\n\n${lines.join('')}\n${signed}\n${hash(body)}`
  const sign = (by: string | Buffer, text: string) => createHmac('sha256', by).update(text).digest()
  const by = scope!.split('/').reduce<string | Buffer>((last, part) => sign(last, part), `AWS4${secret}`)
  const toSign = `AWS4-HMAC-SHA256\n${String(headers['x-amz-date'])}\n${scope}\n${hash(canonical)}`
  return headers['x-amz-content-sha256'] === hash(body) && sign(by, toSign).toString('hex') === signature
}

test('files go to a bucket with a signature that holds, what is gone is taken away, and a refusal is said (COM-9)', async () => {
  const objects = new Map<string, string>()
  const bucket = await startHttpDouble((heard) => {
    if (!isSigned(heard, 'the secret')) return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' }
    if (heard.method === 'DELETE') objects.delete(heard.path)
    else objects.set(heard.path, `${String(heard.headers['content-type'])} ${heard.body}`)
    return { status: heard.method === 'DELETE' ? 204 : 200 }
  })
  const dir = await mkdtemp(join(tmpdir(), 'allclear-push-'))
  const s3 = { endpoint: bucket.url, bucket: 'pages', region: 'eu-central-1', keyId: 'key', prefix: 'a b/' }
  const command = ['/bin/sh', '-c', 'echo "$ALLCLEAR_EXPORT_DIR $ALLCLEAR_KEY" > "$ALLCLEAR_EXPORT_DIR/ran"']
  const around = { network: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }), clock: { now: () => AT }, dir }
  const push = pushPages({ s3, command }, { ...around, secret: 'the secret' })
  await push([
    { path: 'status/x/index.html', type: 'text/html', body: 'Grüße' },
    { path: 'status/x/old.html', type: 'text/html', body: 'old' },
  ])
  await push([{ path: 'status/x/old.html', type: 'text/html', body: null }])
  assert.deepEqual([...objects], [['/pages/a%20b/status/x/index.html', 'text/html Grüße']])
  assert.equal(await readFile(join(dir, 'ran'), 'utf8'), `${dir} \n`, 'the command knows the folder and none of our secrets')
  const wrong = pushPages({ s3, command: null }, { ...around, secret: 'another' })
  await assert.rejects(wrong([{ path: 'a', type: 'text/html', body: 'a' }]), /answered 403 SignatureDoesNotMatch/)
  await bucket.close()
  await rm(dir, { recursive: true })
})
