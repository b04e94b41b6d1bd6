/**
 * What code that lets a stranger in looks like. Each is narrow: a match is a strong sign, and no match says nothing. A pattern is tried only where
 * one of its words (in small letters) stands: looking for words is quick, and the agent runs its patterns slowly to save memory.
 */
export type Signature = { readonly id: string; readonly says: string; readonly words: readonly string[]; readonly pattern: RegExp }

const INPUT = String.raw`\$_(?:GET|POST|REQUEST|COOKIE|SERVER)\b`
const GAP = String.raw`[\s(@]*`

/** Web shells and droppers as they are found on hacked sites (causes.md 1.8). Data: a new one is a new line. */
export const SIGNATURES: readonly Signature[] = [
  { id: 'eval-of-input', says: 'runs as code what a visitor sends', words: ['$_'], pattern: new RegExp(`\\b(?:eval|assert|create_function)${GAP}(?:(?:base64_decode|gzinflate|str_rot13|stripslashes|trim)${GAP})*${INPUT}`, 'i') }, // prettier-ignore
  { id: 'shell-of-input', says: 'runs as a command what a visitor sends', words: ['$_'], pattern: new RegExp(`\\b(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec)${GAP}(?:(?:base64_decode|stripslashes|trim)${GAP})*${INPUT}`, 'i') }, // prettier-ignore
  { id: 'include-of-input', says: 'includes a file that a visitor names', words: ['$_'], pattern: new RegExp(`\\b(?:include|require)(?:_once)?${GAP}${INPUT}`, 'i') }, // prettier-ignore
  { id: 'call-of-input', says: 'calls a function that a visitor names', words: ['$_'], pattern: new RegExp(`${INPUT}\\s*\\[[^\\]]{1,40}\\]\\s*\\(\\s*${INPUT}`, 'i') }, // prettier-ignore
  { id: 'packed-eval', says: 'unpacks code and runs it', words: ['eval'], pattern: /\beval[\s(@]*(?:gzinflate|gzuncompress|str_rot13|base64_decode)[\s(@]*(?:gzinflate|gzuncompress|str_rot13|base64_decode|strrev)[\s(@]*['"$]/i }, // prettier-ignore
  { id: 'upload-anything', says: 'stores what a visitor sends under a name that the visitor chooses', words: ['move_uploaded_file'], pattern: /\bmove_uploaded_file\s*\(\s*\$_FILES\b[^;]{1,120},\s*(?:\.\s*)?\$_(?:FILES|POST|GET|REQUEST)\b/i }, // prettier-ignore
  { id: 'known-shell', says: 'names itself as a known web shell', words: ['filesman', 'c99shell', 'r57shell', 'b374k', 'wso', 'indoxploit', 'alfa', 'p0wny', 'weevely'], pattern: /\b(?:FilesMan|c99shell|r57shell|b374k|WSO\s*[24]\.\d|IndoXploit|alfa[-_ ]?(?:shell|team)|P0wny@?Shell|weevely)\b/i }, // prettier-ignore
]

const SEEN_BYTES = 256 * 1024 // of the start of a file: what lets strangers in stands there

/** The first signature that a text of PHP matches; null where none does. */
export function signatureIn(text: string): Signature | null {
  const start = text.slice(0, SEEN_BYTES)
  const small = start.toLowerCase()
  return SIGNATURES.find(({ words, pattern }) => words.some((word) => small.includes(word)) && pattern.test(start)) ?? null
}
