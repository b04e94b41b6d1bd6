import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { startLab, type Lab } from './lab.ts'
import { Visitor } from './visitor.double.ts'

const SITE = 'cornerbakery.example'
let lab: Lab
let visitor: Visitor

before(async () => {
  lab = await startLab()
  visitor = new Visitor(lab.ready)
})
after(() => lab.close())

type Answer = {
  metadata: { result: number; reason: string }
  data?: { problems_by_domain?: { domain: string; problem: string }[]; user?: string }
}

async function panel(call: string, token = lab.ready.panelToken): Promise<{ status: number; answer: Answer }> {
  const { status, body } = await visitor.visit(`${lab.ready.panel}/json-api/${call}`, { authorization: `whm root:${token}` })
  return { status, answer: JSON.parse(body.toString()) as Answer }
}

test('a renewal that fails is accepted, changes nothing, and leaves a problem (REA-6)', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'certificate-expired' })
  const { answer } = await panel('start_autossl_check_for_one_user?username=cornerbakery')
  assert.equal(answer.metadata.result, 1)
  const problems = (await panel(`get_autossl_problems_for_domain?domain=${SITE}`)).answer.data?.problems_by_domain
  assert.match(problems?.[0]?.problem ?? '', /^The domain failed domain control validation/)
  assert.equal(await visitor.refusalOf(SITE), 'CERT_HAS_EXPIRED')
})

test('a renewal that succeeds really installs a good certificate (REA-6)', async () => {
  await lab.order({ do: 'panel', renewals: 'succeed' })
  await panel('start_autossl_check_for_one_user?username=cornerbakery')
  assert.equal(await visitor.refusalOf(SITE), null)
  assert.deepEqual((await panel(`get_autossl_problems_for_domain?domain=${SITE}`)).answer.data?.problems_by_domain, [])
  assert.equal(lab.state().sites.find(({ site }) => site === SITE)?.fault, null)
})

test('a renewal mends a certificate and nothing else', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'error-500' })
  await panel('start_autossl_check_for_one_user?username=cornerbakery')
  assert.equal((await visitor.visit(`https://${SITE}/`)).status, 500)
  await lab.order({ do: 'fix', site: SITE })
})

test('a wrong token, an unknown account and an unknown function are refused as cPanel refuses them', async () => {
  assert.equal((await panel('getdomainowner?domain=x', 'guess')).status, 403)
  assert.equal((await panel('start_autossl_check_for_one_user?username=tidepoolbooks')).answer.metadata.result, 0)
  assert.equal((await panel('reboot')).answer.metadata.result, 0)
  assert.equal((await panel(`getdomainowner?domain=${SITE}`)).answer.data?.user, 'cornerbakery')
})
