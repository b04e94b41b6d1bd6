import { letIn } from './reader.ts'
import { breakSite, linkTo } from './stage.ts'
import type { Stage } from './stage.ts'

const SITE = 'lakeside-yoga.example'
const ROSA = 'rosa@brightside.example'

/** On a phone, in the partner's brand: approves from the mail, gives another contact, confirms data, sees what its clients were told (COM-1, PRP-1, REA-5). */
export async function walkAsPartner(stage: Stage) {
  const { browser, tally, url } = stage
  await breakSite(stage, SITE, 'bandwidth-used-up')
  const rosa = await letIn(browser, tally, { on: 'phone', baseURL: url })
  const { page, step } = rosa
  const colleague = await logIn(stage)
  await colleague.step('Partner: somebody on call says what the site uses, which the panel cannot tell', async () => {
    await colleague.page.getByRole('link', { name: SITE }).first().click()
    await colleague.page.locator('#use-visits').fill('48000')
    await colleague.page.locator('#statistics').getByRole('button', { name: 'Keep' }).click()
    await colleague.page
      .locator('#statistics')
      .getByText(/48,?000/)
      .waitFor()
  })
  await step('Partner: the mail asks for a larger plan, and its link is answered without a login', async () => {
    await page.goto(await linkTo(stage, ROSA, 'yes'))
    await page.getByRole('button', { name: 'Yes', exact: true }).tap()
    await page
      .getByRole('status')
      .getByText(/Thank you.*Yes/)
      .waitFor()
  })
  await step('Partner: no other partner is named there', async () => {
    const said = await page.locator('body').innerText()
    if (/Northlight/.test(said)) throw new Error(said)
  })
  await step('Partner: an invitation leads into the portal', async () => {
    const data = { mail: ROSA, name: 'Rosa Lind', role: 'partner-admin' }
    await colleague.page.request.post('/api/v1/partners/brightside/members', { data, headers: { origin: new URL(url).origin } })
    await page.goto(await linkTo(stage, ROSA, 'join'))
    await page.locator('form button').tap()
    await page.getByRole('heading', { name: 'What needs your answer' }).waitFor()
  })
  await step('Partner: what its clients were told stands there, with in whose name', async () => {
    const letter = page.locator('details', { hasText: 'in the name of Brightside Care' }).first()
    await letter.locator('summary').tap()
    await letter.locator('.letter').waitFor()
  })
  await step('Partner: who has only one contact is given another, and how they like to be reached', async () => {
    await page.getByRole('link', { name: 'Contacts' }).first().tap()
    const own = page.locator('#own')
    await own.getByText('Change').tap()
    const blank = own.locator('fieldset').last()
    await blank.getByLabel('Name', { exact: true }).fill('Max Lind')
    await blank.getByLabel('Mail', { exact: true }).fill('max@mailbox.example')
    await blank.getByLabel('Phone', { exact: true }).fill('+1 312 555 0111')
    await blank.getByLabel('Best reached by').selectOption('sms')
    await own.getByLabel('How we tell you first').selectOption('mail')
    await own.getByRole('button', { name: 'Save' }).tap()
    await own.getByText('Max Lind').first().waitFor()
    await own.getByText(/Confirmed on/).waitFor()
  })
  await step('Partner: those of a client are confirmed by one press', async () => {
    const theirs = page.locator('#rosewood-dental')
    await theirs.getByRole('button', { name: 'These are right' }).tap()
    await theirs.getByText(/Confirmed on/).waitFor()
  })
  await step('Partner: reports', async () => {
    await page.getByRole('link', { name: 'Reports' }).tap()
    await page.getByRole('heading', { level: 1 }).waitFor()
  })
  await stage.world.lab.order({ do: 'fix', site: SITE })
  await Promise.all([rosa.leave(), colleague.leave()])
}

async function logIn({ browser, tally, url, world }: Stage) {
  const reader = await letIn(browser, tally, { on: 'desk', baseURL: url })
  await reader.page.goto(await world.hub().loginLink())
  await reader.page.getByRole('button', { name: 'Log in' }).click()
  await reader.page.waitForURL(url)
  return reader
}
