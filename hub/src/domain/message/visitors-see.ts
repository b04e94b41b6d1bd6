import { familyOf } from '../diagnosis/taxonomy.ts'

const BY_FAMILY: Readonly<Record<string, string>> = {
  tls: 'a security warning instead of the website',
  domain: 'an error, or a page of another company, instead of the website',
  dns: 'an error instead of the website, some of them perhaps only at times',
  security: 'pages that are not as they should be, or a warning',
}

/** What visitors see while this is the cause: "Visitors see …". Null: the cause is not confirmed. */
export const visitorsSee = (cause: string | null): string =>
  (cause === null ? undefined : BY_FAMILY[familyOf(cause)]) ?? 'an error instead of the website'
