const GONE = '[removed]'

/** Names of headers and fields whose value opens something. */
const SECRET_NAME =
  /^((set-)?cookie2?|(proxy-)?authorization|x-(api|auth)[\w-]{0,40}|[\w-]{0,40}(password|passwd|secret|api[_-]?key|private[_-]?key|token))$/i

/** What opens something, wherever it stands in a text; `$1` is what stays of it. */
const SECRETS: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, GONE],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s{0,9}[:=]\s{0,9})[^\n]+/gi, `$1$2${GONE}`],
  [/\b(bearer|basic|whm|cpanel)\s+(?=[\w.:~+/-]*\d)[\w.:~+/-]{12,}=*/gi, `$1 ${GONE}`],
  [/(:\/\/)[^\s/@]{1,200}:[^\s/@]{0,200}@/g, `$1${GONE}@`],
  [
    /([?&;#][\w.-]{0,40}(?:token|secret|pass(?:word|wd)?|pwd|key|sig(?:nature)?|auth|session|code|nonce)[\w.-]{0,40}=)[^&#\s"'<>]+/gi,
    `$1${GONE}`,
  ],
  [
    /\b([\w-]{0,40}(?:password|passwd|secret|api[_-]?key|private[_-]?key|token)(?:["']\s{0,9},|["']?\s{0,9}(?:=>|[:=]))\s{0,9})(?:"[^"\n]*"|'[^'\n]*'|[^\s"',;&]+)/gi,
    `$1${GONE}`,
  ],
  [/\/(login|answer|invite|confirm|unsubscribe)\/[\w-]{16,}/gi, `/$1/${GONE}`],
  [/\bacl_[\w-]{20,}/g, GONE], // our own tokens
  [/\bx(?:ox[a-z]|app)-[\w-]{10,}/g, GONE], // Slack's
]

/** The same value without what opens something: cookies, tokens, passwords, keys and links that need no login, by name and by shape. */
export function withoutSecrets<T>(value: T): T {
  if (typeof value === 'string') return SECRETS.reduce<string>((text, [shape, stays]) => text.replace(shape, stays), value) as T
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item)) as T
  if (value === null || typeof value !== 'object') return value
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => [name, hides(name, field) ? GONE : withoutSecrets(field)])
  return Object.fromEntries(fields) as T
}

const hides = (name: string, field: unknown) => typeof field === 'string' && field !== '' && SECRET_NAME.test(name)
