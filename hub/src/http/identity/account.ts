import { randomBytes } from 'node:crypto'
import { isElsewhereOnly } from '../../domain/identity/whom-claims-name.ts'
import { between, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Person } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import * as kept from '../../store/credentials.ts'
import { sealedPlace } from '../../store/sealed-columns.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import { endTokensOf, findToken } from '../../store/tokens.ts'
import type { Token } from '../../store/tokens.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { hashPassword, isPassword, refuseWeak } from './password.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { base32, otpauth, stepOf } from './totp.ts'

const FRESH = minutes(15)

/** One's own account: the operator's people alone have one; whoever is let in by a link proves themselves with their mailbox. */
export function personOf({ plan }: Around, { person, partner, kind }: Caller): Person {
  const found = person !== null && partner === null && kind === 'session' ? plan().people[person] : undefined
  if (found && isElsewhereOnly(plan(), found))
    throw new Problem(
      'not-allowed',
      'login_elsewhere',
      `You log in through ${plan().oidc!.name} alone.`,
      'Change there what you log in with.',
    )
  if (found) return found
  throw new Problem(
    'not-allowed',
    'account_missing',
    'This is no account of a person.',
    'Log in as one of the people of the configuration.',
  )
}

/** The secret of an authenticator, as it was sealed. */
const opened = async ({ store }: Around, person: string, totp: string) =>
  Buffer.from(await store.seals.open(store.db, sealedPlace('credential', person), totp), 'base64url')

/** The secret of the second factor, while one is asked for. */
export async function secondFactorOf(around: Around, person: string): Promise<Buffer | null> {
  const { totp, totpAt } = await kept.credentialOf(around.store.db, person)
  return totp === null || totpAt === null ? null : opened(around, person, totp)
}

/** Whether whoever holds the session has just proved themselves. */
export const isFresh = ({ madeAt }: Pick<Token, 'madeAt'>, now: Instant) => between(madeAt, now) <= FRESH

/** Who is at the keys of an open session may be another: what opens the account later takes a login of this moment, or the password (ASVS 7.5.1). */
export async function mustBeThemselves({ store, clock }: Around, { tokenHash }: Caller, person: string, password: string | undefined) {
  const session = await findToken(store.db, tokenHash, clock.now())
  if (session && isFresh(session, clock.now())) return
  const { password: hash } = await kept.credentialOf(store.db, person)
  if (password !== undefined && (await isPassword(password, hash))) return
  throw new Problem('not-allowed', 'login_stale', 'This needs to be sure that it is you.', 'Give your present password, or log in anew.', {
    field: 'current',
  })
}

/** A new password; every other session of the person ends. */
export async function changePassword(
  around: Around,
  caller: Caller,
  { current, password }: { current?: string | undefined; password: string },
) {
  const { id, name, mail } = personOf(around, caller)
  await mustBeThemselves(around, caller, id, current)
  refuseWeak(password, [id, ...name.split(' '), ...(mail?.split('@') ?? []), ...around.plan().operator.name.split(' ')])
  const hash = await hashPassword(password)
  const now = around.clock.now()
  await around.store.transaction(async (tx) => {
    await kept.keepPassword(tx, id, hash, now)
    await endTokensOf(tx, { person: id, partner: null }, 'session', now, caller.tokenId)
    await addAudit(tx, { at: now, partner: null, who: id, what: 'changed the password', about: id })
  })
}

/** A secret for an authenticator. Nothing is asked of anybody until one of its codes has come back. */
export async function beginSecondFactor(around: Around, caller: Caller, current: string | undefined) {
  const { id, mail } = personOf(around, caller)
  await mustBeThemselves(around, caller, id, current)
  const secret = randomBytes(20)
  const { transaction, seals } = around.store
  await transaction(async (tx) => kept.keepTotp(tx, id, await seals.seal(tx, sealedPlace('credential', id), secret.toString('base64url'))))
  return { secret: base32(secret), otpauth: otpauth(secret, `Allclear ${around.plan().operator.name}`, mail ?? id) }
}

/** From now on the code is asked for at each login by password. Gives recovery codes, shown this once. */
export async function confirmSecondFactor(around: Around, caller: Caller, code: string): Promise<string[]> {
  const { store, clock } = around
  const { id } = personOf(around, caller)
  const { totp, totpAt } = await kept.credentialOf(store.db, id)
  const secret = totp === null || totpAt !== null ? null : await opened(around, id, totp)
  const step = secret && stepOf(secret, code, clock.now())
  if (step === null || !(await kept.useTotpStep(store.db, id, step)))
    throw new Problem('bad-input', 'code_wrong', 'This is not the code that is due.', 'Begin anew, or write the one that shows now.', {
      field: 'code',
    })
  const now = clock.now()
  return store.transaction(async (tx) => {
    await kept.confirmTotp(tx, id, now)
    await addAudit(tx, { at: now, partner: null, who: id, what: 'set up a second factor', about: id })
    return makeRecoveryCodes(tx, id)
  })
}

/** The code is asked for no more. */
export async function endSecondFactor(around: Around, caller: Caller, current: string | undefined) {
  const { id } = personOf(around, caller)
  await mustBeThemselves(around, caller, id, current)
  const now = around.clock.now()
  await around.store.transaction(async (tx) => {
    await kept.removeTotp(tx, id)
    if ((await passkeysOf(tx, id)).length === 0) await kept.endRecoveryCodes(tx, id)
    await addAudit(tx, { at: now, partner: null, who: id, what: 'removed the second factor', about: id })
  })
}
