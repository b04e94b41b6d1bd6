const HIDDEN = '***'

// Each leaves the name and takes the value. What looks like a key by itself goes too.
const RULES: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][\w+.-]*:\/\/[^\s:/@]*):[^\s@]+@/gi, `$1:${HIDDEN}@`], // scheme://user:password@
  [/\b(authorization|proxy-authorization)(["']?\s*[:=]\s*)(?:(?:basic|bearer|digest)\s+)?[^\s,;"']+/gi, `$1$2${HIDDEN}`],
  [/\b((?:set-)?cookie)(\s*:\s*).+$/gim, `$1$2${HIDDEN}`],
  [
    /((?:^|[\s"'&?;,{])-{0,2}[\w.-]*(?:pass(?:wd|word|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|salt|nonce|credential|session|sid|auth)[\w.-]*)(["']?\s*[=:]\s*["']?|\s+(?=[^\s-]))([^\s"'&;,}]+)/gi,
    `$1$2${HIDDEN}`,
  ],
  [/(\bmysql\w*\b.*?\s-p)(\S+)/g, `$1${HIDDEN}`], // mysql -psecret
  [/(\s-u\s*[^\s:]+):\S+/g, `$1:${HIDDEN}`], // curl -u name:secret
  [/(\?)[^\s"']+/g, `$1${HIDDEN}`], // a query string: nobody knows what is in it
  [/\b(?:acl_|ghp_|xox[abp]-|sk-|AKIA|eyJ)[\w.-]{8,}/g, HIDDEN],
  [/\b[A-Fa-f0-9]{32,}\b/g, HIDDEN],
]

/** The text without what may be a secret: passwords, tokens, cookies, query strings. Nothing leaves the host before it has been here. */
export const redact = (text: string): string => RULES.reduce((left, [pattern, put]) => left.replace(pattern, put), text)
