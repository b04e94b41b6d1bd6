import { letIn } from './reader.ts'
import { breakSite, linkTo, mailTo } from './stage.ts'
import type { Stage } from './stage.ts'

const SITE = 'cornerbakery.example'
const THUMB = { from: 844 * 0.4, least: 44 } // a thumb that holds a phone reaches the lower part of it

/** From the page to the all clear, on a phone: acknowledge with one thumb, understand, act, hand over, and see it end (RES-3, RES-6, DIA-8). */
export async function walkAsResponder(stage: Stage) {
  const { world, browser, tally, url } = stage
  await breakSite(stage, SITE, 'certificate-expired')
  const ana = await letIn(browser, tally, { on: 'phone', baseURL: url })
  const kofi = await letIn(browser, tally, { on: 'phone', baseURL: url })
  const { page, step } = ana
  const head = page.locator('#head')
  await step('Responder: the one-time link and its button lead in', async () => {
    await page.goto(await world.hub().loginLink())
    await page.getByRole('button', { name: 'Log in' }).tap()
    await page.waitForURL(url)
  })
  await step('Responder: the page arrives, and its link leads to the incident', async () => {
    const link = await linkTo(stage, 'ana@harbor.example', 'acknowledge')
    await page.goto(link)
    await page.getByRole('link', { name: 'Open the incident' }).tap()
    await head.getByRole('heading', { name: SITE }).waitFor()
  })
  await step('Responder: a thumb reaches Acknowledge, and one tap takes it', async () => {
    const button = page.getByRole('button', { name: 'Acknowledge' })
    const box = (await button.boundingBox())!
    const isReached = box.y > THUMB.from && box.y + box.height <= 844 && box.height >= THUMB.least
    if (!isReached) throw new Error(`Acknowledge lies at ${JSON.stringify(box)}`)
    await button.tap()
    await head.getByText('With Ana Ruiz').waitFor()
  })
  await step('Responder: the cause card says what it is, how sure, and why', async () => {
    const card = page.locator('#cause')
    await card.getByText('The certificate has expired', { exact: true }).waitFor()
    await card.getByText(/% sure/).waitFor()
    if ((await card.locator('.because li').count()) === 0) throw new Error('no because')
  })
  await step('Responder: what happened stands in the log, and what was seen in the evidence', async () => {
    await page.getByRole('button', { name: 'Log', exact: true }).tap()
    await page.locator('#timeline').getByText('Ana Ruiz acknowledged').waitFor()
    await page.getByRole('button', { name: 'Evidence', exact: true }).tap()
    await page.getByRole('heading', { name: 'Evidence' }).waitFor()
  })
  await step('Responder: the step that failed left something to do, and it is done', async () => {
    await page.getByRole('button', { name: 'Do', exact: true }).tap()
    const task = page.locator('#tasks li', { hasText: 'Ask our hosting support' })
    await task.getByRole('button', { name: /^Done/ }).tap()
    await task.locator('.is-done').waitFor()
  })
  await step('Responder: without a line the screen says that it is paused, and comes back by itself', async () => {
    const paused = page.getByRole('status').getByText('Live news are paused')
    await ana.context.setOffline(true)
    await paused.waitFor()
    await ana.context.setOffline(false)
    await paused.waitFor({ state: 'hidden' })
  })
  await step('Responder: it is handed over to Kofi', async () => {
    await page.locator('#deed-hand-over > summary').tap()
    await page.getByLabel('To whom; they are paged').selectOption({ label: 'Kofi Mensah' })
    await page.locator('#deed-hand-over').getByRole('button', { name: 'Hand over' }).tap()
    await page.locator('#deed-hand-over:not([open])').waitFor() // the form folds away, and what stands beneath it moves
    await page.getByRole('button', { name: 'Log', exact: true }).tap()
    await page
      .locator('#timeline')
      .getByText(/Kofi Mensah/)
      .first()
      .waitFor()
  })
  await kofi.step('Responder: Kofi takes it by the link of his page, without logging in', async () => {
    await kofi.page.goto(await linkTo(stage, 'kofi@harbor.example', 'acknowledge'))
    await kofi.page.getByRole('button', { name: 'Acknowledge as Kofi Mensah' }).tap()
    await kofi.page
      .getByRole('status')
      .getByText(/Thank you/)
      .waitFor()
  })
  await step('Responder: Ana sees at once that he has it', async () => {
    await page
      .locator('#timeline')
      .getByText(/Kofi Mensah (acknowledged|took it over)/)
      .waitFor()
  })
  await world.lab.order({ do: 'fix', site: SITE })
  await step('Responder: the site is well, is watched for a while, and the all clear is given', async () => {
    await head.getByText('Stabilising').waitFor()
    await head.getByText('Resolved').waitFor()
  })
  await mailTo(stage, 'bo@cornerbakery.example', ({ subject }) => /all clear/i.test(subject))
  tally.claim('Responder: and the client has heard it', true)
  await Promise.all([ana.leave(), kofi.leave()])
}
