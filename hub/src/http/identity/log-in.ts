import type { Person, Plan } from '../../domain/plan/plan.ts'
import { isElsewhereOnly } from '../../domain/identity/whom-claims-name.ts'
import { minutes } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { credentialOf, useRecoveryCode, useTotpStep } from '../../store/credentials.ts'
import { endToken, findToken } from '../../store/tokens.ts'
import type { Db } from '../../store/store.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import type { Asked } from '../route.ts'
import { hashToken, makeToken } from '../tokens.ts'
import type { NewToken } from '../tokens.ts'
import { secondFactorOf } from './account.ts'
import { goodPasskeysOf } from './passkeys.ts'
import { isPassword } from './password.ts'
import { hashRecovery } from './recovery-codes.ts'
import { stepOf } from './totp.ts'

export type Proof = { readonly person: string; readonly password: string; readonly code?: string | undefined }
export type Browser = Pick<Asked, 'ip' | 'session' | 'header'>

/** In by password and, where one is set up, second factor. Ten tries a minute for a name, thirty from an address (section 4.8 of our threats). */
export function createLogIn(around: Around): (proof: Proof, browser: Browser) => Promise<string> {
  const ofName = limiter({ max: 10, per: minutes(1) })
  const ofAddress = limiter({ max: 30, per: minutes(1) })
  return async ({ person: named, password, code }, browser) => {
    const now = around.clock.now()
    const wait = ofAddress(browser.ip, now) ?? ofName(named.trim().toLowerCase(), now)
    if (wait !== null) throw tooMany(wait)
    const person = personNamed(around.plan(), named)
    if (!(await isProved(around, person, password, code ?? ''))) {
      await addAudit(around.store.db, { at: now, partner: null, who: person?.id ?? 'nobody', what: 'failed to log in', about: 'console' })
      throw new Problem(
        'not-allowed',
        'login_refused',
        'Name, password and code do not belong together.',
        'Try again, with the code that shows now if you have a second factor; or ask an owner for a login link.',
      )
    }
    const { id, name, role } = person!
    await addAudit(around.store.db, { at: now, partner: null, who: id, what: 'logged in', about: 'console' })
    return beginSession(around.store.db, browser, { name, role, person: id, now })
  }
}

const personNamed = ({ people }: Plan, named: string): Person | undefined => {
  const name = named.trim().toLowerCase()
  return Object.values(people).find(({ id, mail }) => id === name || mail?.toLowerCase() === name)
}

// Every way to fail takes the password's time and gives the same answer: who has an account, a password or a second factor is nobody's
// business. Only to whoever knows the password is it said that a passkey is asked for.
async function isProved(around: Around, person: Person | undefined, password: string, code: string): Promise<boolean> {
  const { store, clock } = around
  const { password: hash, totpAt } = person ? await credentialOf(store.db, person.id) : { password: null, totpAt: null }
  const knows = await isPassword(password, hash)
  if (!person || !knows || isElsewhereOnly(around.plan(), person)) return false
  const hasPasskey = (await goodPasskeysOf(around, person.id)).length > 0
  if (totpAt === null && !hasPasskey) return true
  if (hasPasskey && code === '') throw passkeyNeeded()
  const secret = await secondFactorOf(around, person.id)
  const step = secret && stepOf(secret, code.replace(/\s/g, ''), clock.now())
  if (step !== null) return useTotpStep(store.db, person.id, step)
  return useRecoveryCode(store.db, person.id, hashRecovery(code), clock.now())
}

const passkeyNeeded = () =>
  new Problem(
    'not-allowed',
    'passkey_needed',
    'The password is right. Now your passkey.',
    'Log in with your passkey; without it, give the password with a code of your authenticator or a recovery code.',
  )

/** A new session, with a new id; the one the browser had before ends (ASVS 7.2.4). Gives its secret. */
export async function beginSession(db: Db, { session, header }: Browser, of: Omit<NewToken, 'kind' | 'agent'>): Promise<string> {
  const before = session === null ? null : await findToken(db, hashToken(session), of.now)
  if (before) await endToken(db, before.id, of.now)
  const agent = header('user-agent')?.slice(0, 200) ?? null
  return (await makeToken(db, { kind: 'session', agent, ...of })).secret
}

/** Ends the session of whoever asks. */
export async function logOut({ store, clock }: Around, { tokenId, by, partner }: Caller): Promise<void> {
  const at = clock.now()
  await store.transaction(async (tx) => {
    await endToken(tx, tokenId, at)
    await addAudit(tx, { at, partner, who: by, what: 'logged out', about: partner === null ? 'console' : 'portal' })
  })
}
