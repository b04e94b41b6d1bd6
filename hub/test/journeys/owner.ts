import type { Locator, Page } from 'playwright-core'
import { letIn } from './reader.ts'
import type { Stage } from './stage.ts'

const MOST_TABS = 200

/** At a desk, with the keyboard alone: onboards a site by its address, edits a playbook, plans maintenance, changes several sites (WCAG 2.1.1). */
export async function walkAsOwner({ world, browser, tally, url }: Stage) {
  const owner = await letIn(browser, tally, { on: 'desk', baseURL: url })
  const { page, step } = owner
  const keyboard = page.keyboard
  const go = async (keys: string, path: string) => {
    for (const key of keys) await keyboard.press(key)
    await page.waitForURL(`${url}${path}`)
  }
  const button = (name: string | RegExp, within: Locator | Page = page) => within.getByRole('button', { name })
  await step('Owner: logs in without a mouse', async () => {
    await page.goto(await world.hub().loginLink())
    await press(page, button('Log in'))
    await page.waitForURL(url)
    await page.getByRole('navigation').waitFor()
  })
  await step('Owner: pastes an address, and what it tells appears', async () => {
    await go('gs', 'sites')
    await press(page, page.getByRole('link', { name: 'Add a site' }))
    await write(page, page.getByLabel('Its address'), 'canary-one.example')
    await keyboard.press('Enter')
    await button('Watch canary-one.example').waitFor()
  })
  await step('Owner: the site is watched at once', async () => {
    await press(page, button('Watch canary-one.example'))
    await page.waitForURL(`${url}sites/canary-one.example`)
    await page.getByRole('heading', { level: 1, name: 'canary-one.example' }).waitFor()
  })
  await step('Owner: a mistake in a playbook is shown while it is typed', async () => {
    await page.goto('/playbooks/tls')
    await reach(page, page.getByRole('textbox', { name: 'The text of tls' }))
    await keyboard.press('Control+End')
    await keyboard.insertText('  - { id: look-again, start: when renew fails, task: { title: Look again, for: nobodi } }')
    await page
      .getByRole('list', { name: 'What is wrong' })
      .getByText(/nobodi/)
      .waitFor()
  })
  await step('Owner: mended, and saved with a reason', async () => {
    for (const _ of 'nobodi } }') await keyboard.press('Backspace')
    await keyboard.insertText('ana } }')
    await button(/when renew fails Look again/).waitFor()
    await keyboard.press('Escape')
    await press(page, button('Save'))
    await write(page, page.getByLabel('Why'), 'Nobody looked again.')
    await press(page, button('Save it'))
    await page.getByText('tls · version 2', { exact: true }).waitFor()
  })
  await step('Owner: plans maintenance, and sees who would read what and when', async () => {
    await page.goto('/maintenance/new')
    await reach(page, page.getByLabel('Starts'))
    await keyboard.type(`1212${new Date().getFullYear() + 1}`)
    await keyboard.press('Tab')
    await keyboard.type('0300AM')
    await write(page, page.getByLabel('Lasts'), '45m')
    await write(page, page.getByPlaceholder('Narrow: a name or a part of it'), 'anchor')
    await reach(page, page.getByRole('checkbox', { name: /Anchor Hosting/ }))
    await keyboard.press('Space')
    for (const [name, words] of Object.entries(FACTS)) await write(page, page.getByLabel(name), words)
    await page.getByText(/readers? (is|are) told as shown/).waitFor()
  })
  await step('Owner: and it is on the calendar', async () => {
    await press(page, button('Plan it'))
    await page.waitForURL(/\/maintenance#/)
    const written = page.locator(`${new URL(page.url()).hash} .seven summary`)
    await press(page, written)
    await page.getByText(FACTS.Reason).waitFor()
  })
  await step('Owner: changes several sites at once, after seeing what changes', async () => {
    await go('gs', 'sites')
    await press(page, button('Change several'))
    for (const site of ['alpenhof.example', 'fahrradwerk.example']) {
      await reach(page, page.getByRole('checkbox', { name: `Choose ${site}` }))
      await keyboard.press('Space')
    }
    await press(page, button('Change …'))
    await write(page, page.getByLabel('Add tags'), 'gold')
    await press(page, button('Show what changes'))
    await press(page, button('Change 2 sites'))
    await page.locator('#sites').getByText(/gold/).first().waitFor()
  })
  await owner.leave()
}

const FACTS = {
  'What is disrupted': 'Websites on Anchor Hosting are unreachable for up to 45 minutes.',
  Reason: 'Security update of the operating system.',
  Benefit: 'Closes a known weakness.',
  'Support meanwhile': 'Mail noc@harbor.example.',
  Alternatives: 'none',
}

/** Goes there with the Tab key, as somebody does who has no mouse. */
async function reach(page: Page, to: Locator) {
  await to.waitFor()
  for (let n = 0; n < MOST_TABS; n++) {
    if (await to.evaluate((one: { matches(selector: string): boolean }) => one.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${MOST_TABS} presses of Tab did not lead to ${String(to)}`)
}

async function press(page: Page, to: Locator) {
  await reach(page, to)
  await page.keyboard.press('Enter')
}

async function write(page: Page, to: Locator, words: string) {
  await reach(page, to)
  await page.keyboard.insertText(words)
}
