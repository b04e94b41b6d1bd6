import { Problem } from '../problem.ts'
import type { ProblemKind } from '../problem.ts'

const STATUS: Record<ProblemKind, number> = {
  'bad-input': 400,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  ours: 500,
}

// Where HTTP has a closer word than the kind.
const CLOSER: Readonly<Record<string, number>> = {
  login_needed: 401,
  host_unknown: 421,
  token_unknown: 401,
  identity_down: 503,
  body_too_large: 413,
  content_type_wrong: 415,
  encoding_not_accepted: 415,
  idempotency_key_reused: 422,
  thing_changed: 412,
}

/** What a caller is told of an error: never a stack, always what to do next. `bug` says that the whole belongs in the log. */
export type Refusal = {
  readonly status: number
  readonly bug: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly body: { readonly code: string; readonly message: string; readonly fix: string; readonly field?: string; readonly id: string }
}

/** The one place where an error becomes an answer. */
export function refusalOf(error: unknown, id: string): Refusal {
  const problem = error instanceof Problem ? error : ofFramework(error)
  if (!problem) {
    const body = {
      code: 'server_failed',
      message: 'Something went wrong on our side.',
      fix: `Try again; if it stays, look for ${id} in the log.`,
      id,
    }
    return { status: 500, bug: true, headers: {}, body }
  }
  const { code, message, fix, field, kind } = problem
  return {
    status: CLOSER[code] ?? STATUS[kind],
    bug: kind === 'ours',
    headers: retryAfter(problem),
    body: { code, message, fix, ...(field === null ? {} : { field }), id },
  }
}

// What Fastify itself refuses, in our words.
function ofFramework(error: unknown): Problem | null {
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Problem('bad-input', 'body_too_large', 'The body is larger than 256 KiB.', 'Send less at once.')
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return wrongType()
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem('bad-input', 'request_invalid', message ?? 'The request is malformed.', 'Mend the request; see /api/openapi.json.')
  }
  return null
}

/** The body came under another content type than the route reads. */
export const wrongType = () =>
  new Problem(
    'bad-input',
    'content_type_wrong',
    'The body is of a type that is not read here.',
    'Send it as application/json, encoded as UTF-8.',
  )

/** Refused for a while; `afterSeconds` is sent as Retry-After. */
export const tooMany = (afterSeconds: number) =>
  new Problem('too-many', 'requests_too_many', 'Too many requests.', `Wait ${afterSeconds} s, then try again.`, { cause: { afterSeconds } })

function retryAfter({ cause }: Problem): Record<string, string> {
  const seconds = (cause as { afterSeconds?: number } | undefined)?.afterSeconds
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}
