import { isElsewhereOnly } from '../../domain/identity/whom-claims-name.ts'
import { minutes } from '../../domain/instant.ts'
import { addAudit } from '../../store/audit.ts'
import { findPasskey, usePasskey } from '../../store/passkeys.ts'
import type { Passkey } from '../../store/passkeys.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import { awaitAnswer, CHALLENGE_LASTS, spendAnswer } from './challenge.ts'
import { beginSession } from './log-in.ts'
import type { Browser } from './log-in.ts'
import { mustTakePasskeys, passkeyRefused } from './passkeys.ts'
import type { Assertion } from './passkeys.ts'
import type { RelyingParty } from './relying-party.ts'

/** In by passkey, without a name: the device knows whose it is, and has made sure of its owner, which is two factors in one. */
export function createPasskeyLogIn(around: Around) {
  const ofAddress = limiter({ max: 60, per: minutes(1) })
  const admit = (ip: string) => {
    const wait = ofAddress(ip, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  return {
    /** What a browser needs to ask for a passkey. */
    async begin(ip: string) {
      admit(ip)
      const rp = mustTakePasskeys(around)
      const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
      const options = await generateAuthenticationOptions({ rpID: rp.id, userVerification: 'required', timeout: CHALLENGE_LASTS })
      await awaitAnswer(around, 'passkey-login', options.challenge, '')
      return options
    },
    /** A session for whose passkey it was; gives its secret. */
    async finish(response: Assertion, browser: Browser): Promise<string> {
      admit(browser.ip)
      const { db } = around.store
      const now = around.clock.now()
      const passkey = await findPasskey(db, response.id)
      const person = passkey ? around.plan().people[passkey.person] : undefined
      if (!person || isElsewhereOnly(around.plan(), person) || !(await isProved(around, mustTakePasskeys(around), passkey!, response))) {
        await addAudit(db, {
          at: now,
          partner: null,
          who: person?.id ?? 'nobody',
          what: 'failed to log in',
          about: 'console with a passkey',
        })
        throw passkeyRefused()
      }
      const { id, name, role } = person
      await addAudit(db, { at: now, partner: null, who: id, what: 'logged in', about: 'console with a passkey' })
      return beginSession(db, browser, { name, role, person: id, via: 'passkey', now })
    },
  }
}

// The answer to a challenge of ours, for this host, by the device's owner, with a counter that has moved on (WebAuthn level 3, section 7.2).
async function isProved(around: Around, rp: RelyingParty, passkey: Passkey, response: Assertion): Promise<boolean> {
  const { id, counter, publicKey } = passkey
  const { userHandle } = response.response
  if (passkey.rp !== rp.id || userHandle !== passkey.handle) return false
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const verified = await verifyAuthenticationResponse({
    response: { ...response, response: { ...response.response, userHandle }, clientExtensionResults: {} },
    expectedChallenge: async (challenge) => (await spendAnswer(around, 'passkey-login', challenge)) !== null,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    credential: { id, counter, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')) },
  }).catch(() => null)
  if (!verified?.verified) return false
  const { newCounter, credentialBackedUp: backedUp } = verified.authenticationInfo
  return usePasskey(around.store.db, passkey, { counter: newCounter, backedUp }, around.clock.now())
}
