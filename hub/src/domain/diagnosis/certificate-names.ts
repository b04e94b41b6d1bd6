const part = (name: string, key: string) => new RegExp(`(?:^|, )${key}=(.*?)(?=, [A-Z]+=|$)`).exec(name)?.[1] || null

/** Who issued a certificate, as a sentence says it: the organisation of `C=US, O=Let's Encrypt, CN=R11`, else its common name. */
export const issuerName = (name: string) => part(name, 'O') ?? part(name, 'CN') ?? (name || 'an unnamed issuer')

/** Whom a certificate is made out to: its common name, else the whole of it. */
export const subjectName = (name: string) => part(name, 'CN') ?? (name || 'nobody')

/** The host names among a certificate's names: its addresses say nothing to a person. */
export const hostNames = (names: readonly string[]) => names.filter((name) => /[a-z]/i.test(name) && !name.includes(':'))
