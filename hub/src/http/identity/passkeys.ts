import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { issuerOf } from '../../engine/identity/open-id.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { credentialOf, endRecoveryCodes, recoveryCodesLeft } from '../../store/credentials.ts'
import { addPasskey, passkeysOf, removePasskey } from '../../store/passkeys.ts'
import type { Passkey } from '../../store/passkeys.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { mustBeThemselves, personOf } from './account.ts'
import { awaitAnswer, CHALLENGE_LASTS, spendAnswer } from './challenge.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { relyingParty } from './relying-party.ts'
import type { RelyingParty } from './relying-party.ts'

const MOST = 20
const ALGORITHMS = [-8, -7, -257] // EdDSA, ES256, RS256: what authenticators speak (RFC 8152; RFC 8812)
const bytes = z.string().regex(/^[\w-]*$/, 'is not base64url').max(20_000) // prettier-ignore

/** What a browser hands over of a new passkey (`PublicKeyCredential.toJSON`). Browsers add to it what nobody reads. */
export const attestation = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, attestationObject: bytes, transports: z.array(z.string().max(20)).max(10).optional() }),
})
export type Attestation = z.infer<typeof attestation>

/** What it hands over of one that was used. */
export const assertion = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes.nullish() }),
})
export type Assertion = z.infer<typeof assertion>

/** For whom passkeys are made here; refused where browsers give none. */
export function mustTakePasskeys({ plan }: Around): RelyingParty {
  const rp = relyingParty(plan())
  if (rp) return rp
  throw new Problem(
    'conflict',
    'passkeys_off',
    'Browsers give passkeys only to an address with a name and https.',
    'Write that address as hub.url in the configuration.',
  )
}

/** The passkeys of a person that are good at the address the hub has now. */
export async function goodPasskeysOf({ store, plan }: Around, person: string): Promise<Passkey[]> {
  const rp = relyingParty(plan())
  return rp === null ? [] : (await passkeysOf(store.db, person)).filter((passkey) => passkey.rp === rp.id)
}

/** What a browser needs to make a passkey; none on a device that has one already. Asks for a login of this moment, or the password. */
export async function beginPasskey(around: Around, caller: Caller, current: string | undefined) {
  const { id, name, mail } = personOf(around, caller)
  await mustBeThemselves(around, caller, id, current)
  const rp = mustTakePasskeys(around)
  const known = await passkeysOf(around.store.db, id)
  if (known.length >= MOST)
    throw new Problem('conflict', 'passkeys_too_many', `You have ${MOST} passkeys.`, 'Remove one that you no longer use.')
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const options = await generateRegistrationOptions({
    rpName: `Allclear ${around.plan().operator.name}`,
    rpID: rp.id,
    userName: mail ?? id,
    userDisplayName: name,
    userID: new Uint8Array(handleOf(around, id)),
    timeout: CHALLENGE_LASTS,
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await awaitAnswer(around, 'passkey-new', options.challenge, id)
  return options
}

// The same for all of a person's passkeys, and telling nobody who it is (WebAuthn level 3, section 14.6.1).
const handleOf = ({ answerKey }: Around, person: string) => createHmac('sha256', answerKey).update(`passkey of ${person}`).digest()

/** Keeps the passkey that was made. Where it is the first second factor, gives recovery codes, this once; otherwise none. */
export async function keepNewPasskey(around: Around, caller: Caller, { name, response }: { name: string; response: Attestation }) {
  const { id: person } = personOf(around, caller)
  const rp = mustTakePasskeys(around)
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const asked = async (challenge: string) => (await spendAnswer(around, 'passkey-new', challenge)) === person
  const verified = await verifyRegistrationResponse({
    response: {
      ...response,
      response: { ...response.response, transports: response.response.transports ?? [] },
      clientExtensionResults: {},
    },
    expectedChallenge: asked,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null)
  if (!verified?.verified) throw passkeyRefused()
  const { credential, credentialDeviceType, credentialBackedUp: backedUp } = verified.registrationInfo
  const { id, counter, transports = [] } = credential
  const at = around.clock.now()
  return around.store.transaction(async (tx) => {
    const publicKey = Buffer.from(credential.publicKey).toString('base64url')
    const key = { id, person, name, rp: rp.id, handle: handleOf(around, person).toString('base64url'), publicKey, counter, transports }
    const isNew = await addPasskey(tx, { ...key, multiDevice: credentialDeviceType === 'multiDevice', backedUp, madeAt: at })
    if (!isNew) throw passkeyRefused()
    await addAudit(tx, { at, partner: null, who: person, what: 'added a passkey', about: name })
    return (await recoveryCodesLeft(tx, person)) > 0 ? [] : makeRecoveryCodes(tx, person)
  })
}

/** Removes one of one's own. The last way in is never taken away. */
export async function endPasskey(around: Around, caller: Caller, id: string, current: string | undefined) {
  const { id: person } = personOf(around, caller)
  await mustBeThemselves(around, caller, person, current)
  const at = around.clock.now()
  await around.store.transaction(async (tx) => {
    const passkeys = await passkeysOf(tx, person)
    const found = passkeys.find((passkey) => passkey.id === id)
    if (!found) throw new Problem('not-found', 'passkey_unknown', 'There is no such passkey of yours.', 'Look at the list.')
    const { password, totpAt } = await credentialOf(tx, person)
    const isGood = ({ rp }: Passkey) => rp === relyingParty(around.plan())?.id
    const isLastWay =
      password === null &&
      !throughProvider(around, caller) &&
      isGood(found) &&
      !passkeys.some((passkey) => passkey.id !== id && isGood(passkey))
    if (isLastWay)
      throw new Problem('conflict', 'way_in_last', 'This passkey is your only way in.', 'Set a password, or add another passkey, first.')
    await removePasskey(tx, person, id)
    if (totpAt === null && passkeys.length === 1) await endRecoveryCodes(tx, person)
    await addAudit(tx, { at, partner: null, who: person, what: 'removed a passkey', about: found.name })
  })
}

// Whoever is here through the provider has just shown that this way is open to them.
const throughProvider = ({ plan, secretsPresent }: Around, { via }: Caller) =>
  via === 'openid' && issuerOf(plan(), null, secretsPresent) !== null

/** Why is not said: whoever tries learns nothing by trying. */
export const passkeyRefused = () =>
  new Problem('not-allowed', 'passkey_refused', 'This passkey was not accepted.', 'Try again; or log in another way.')
