import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Clock } from '../../clock.ts'
import { minutes, seconds } from '../../domain/instant.ts'
import type { PushTo, S3Bucket } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import type { Network } from '../../network/network.ts'
import { escaped, signAws } from './sign-aws.ts'

/** One file of the exported pages; `body` null: it is there no more. */
export type PushedFile = { readonly path: string; readonly type: string; readonly body: string | null }
/** Brings files elsewhere: whole or with an error, after which all of them are given again. */
export type PushPages = (files: readonly PushedFile[]) => Promise<void>

const AT_ONCE = 8
const UPLOAD_MS = seconds(30)
const COMMAND_MS = minutes(5)
const run = promisify(execFile)

/** To a bucket, and by the operator's own command (`rsync`, `sftp`), so that the pages outlive this machine (COM-9). */
export function pushPages(
  to: PushTo,
  around: { readonly network: Network; readonly clock: Clock; readonly secret: string; readonly dir: string },
): PushPages {
  // prettier-ignore
  const { dir, secret } = around
  return async (files) => {
    if (to.s3 && secret !== '')
      for (let from = 0; from < files.length; from += AT_ONCE)
        await Promise.all(files.slice(from, from + AT_ONCE).map((file) => putObject(to.s3!, file, around)))
    const [program, ...words] = to.command ?? []
    if (program !== undefined) await run(program, words, { timeout: COMMAND_MS, env: { ...withoutSecrets(), ALLCLEAR_EXPORT_DIR: dir } })
  }
}

// The command of an operator needs a home and a path, and none of our secrets.
const withoutSecrets = () =>
  Object.fromEntries(['PATH', 'HOME', 'USER', 'LANG', 'SSH_AUTH_SOCK'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))) // prettier-ignore

async function putObject(
  { endpoint, bucket, region, keyId, prefix }: S3Bucket,
  { path, type, body }: PushedFile,
  { network, clock, secret }: { readonly network: Network; readonly clock: Clock; readonly secret: string },
) {
  const url = new URL(`${endpoint}/${[bucket, ...`${prefix}${path}`.split('/')].map(escaped).join('/')}`)
  const method = body === null ? ('DELETE' as const) : ('PUT' as const)
  const more: Record<string, string> = body === null ? {} : { 'content-type': type, 'cache-control': 'no-cache' }
  const headers = signAws({ method, url, headers: more, body: body ?? '' }, { id: keyId, secret, region, service: 's3' }, clock.now())
  const order = { url: url.href, method, headers, ...(body === null ? {} : { body }) }
  const answer = await network.request(order, { signal: AbortSignal.timeout(UPLOAD_MS) })
  if (answer.ok && (answer.status === 200 || answer.status === 204)) return
  const says = answer.ok
    ? `answered ${answer.status} ${/<Code>(\w+)/.exec(answer.body)?.[1] ?? ''}`
    : `could not be reached: ${answer.message}`
  throw new Problem('ours', 'export_failed', `${url.host} ${says}.`, 'Look at the bucket, the key and its rights.')
}
