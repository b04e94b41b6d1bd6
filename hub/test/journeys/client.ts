import { letIn } from './reader.ts'
import { breakSite, linkTo } from './stage.ts'
import type { Stage } from './stage.ts'

const SITE = 'alpenhof.example'

/** From a mail, without an account: what happened to my site, what I must do, “done, please check”, history, language (COM-5, COM-6). */
export async function walkAsClient(stage: Stage) {
  const { world, browser, tally, url } = stage
  await breakSite(stage, SITE, 'domain-expired')
  const eva = await letIn(browser, tally, { on: 'phone', baseURL: url })
  const { page, step } = eva
  await step('Client: the mail went to an address that does not die with the domain, and its link opens', async () => {
    await page.goto((await linkTo(stage, 'toni.brandner@mailbox.example', 'done')).replace(/\/done$/, ''))
    await page.getByRole('button', { name: 'Done', exact: false }).first().waitFor()
  })
  await step('Client: from there all about the site', async () => {
    await page.getByRole('link', { name: 'All about your site' }).tap()
    await page.getByRole('heading', { name: SITE, level: 1 }).waitFor()
    await page.getByRole('status').getByText('does not answer as it should yet').waitFor()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
  })
  await step('Client: in another language', async () => {
    await page.getByRole('link', { name: 'Deutsch' }).tap()
    await page.locator('html[lang=de]').waitFor()
  })
  await step('Client: and back', async () => {
    await page.getByRole('link', { name: 'English' }).tap()
    await page.locator('html[lang=en]').waitFor()
  })
  await step('Client: “done, please check” looks at once, and says that it is not well yet', async () => {
    await page.getByRole('button', { name: 'Done, please check' }).tap()
    await page.getByRole('status').getByText('does not answer as it should yet').waitFor()
  })
  await world.lab.order({ do: 'fix', site: SITE })
  await step('Client: once the domain is renewed, the same press says that the site is well', async () => {
    const well = page.getByRole('status').getByText('answers as it should.')
    for (let n = 0; n < 4 && (await well.count()) === 0; n++) {
      await page.getByRole('button', { name: 'Done, please check' }).tap()
      await page.waitForLoadState()
    }
    await well.waitFor()
  })
  await step('Client: what was asked is answered by one press', async () => {
    await page.getByRole('link', { name: /done/i }).first().tap()
    await page.locator('form.answer button').first().tap()
    await page
      .getByRole('status')
      .getByText(/Thank you/)
      .waitFor()
  })
  await step('Client: and the page of the site has nothing more to ask', async () => {
    await page.getByRole('link', { name: 'All about your site' }).tap()
    await page.getByRole('heading', { name: 'What we wrote' }).waitFor()
  })
  await eva.leave()
}
