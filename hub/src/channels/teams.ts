import type { SendToApp } from './channel.ts'
import { appText, cut, wayIn } from './app-words.ts'
import { askNetwork } from './ask-network.ts'

const LONGEST = 6000 // a card is at most 28 KB

/**
 * Posts an adaptive card to a workflow of Microsoft Teams (support.microsoft.com, “Create incoming webhooks with Workflows”; learn.microsoft.com,
 * “Send Adaptive Cards using an Incoming Webhook”). It answers 202 and names no post, so that nothing can be said in its place later.
 */
export const teams: SendToApp = async (message, { url }, around) => {
  const { says, url: leads } = wayIn(message)
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: plain(cut(message.subject, 250)), weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'TextBlock', text: plain(appText(message, LONGEST)), wrap: true },
    ],
    actions: [{ type: 'Action.OpenUrl', title: says, url: leads }],
  }
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }
  const answer = await askNetwork('Teams', { url, method: 'POST', body: { type: 'message', attachments: [attachment] } }, around)
  return 'end' in answer ? answer.end : { outcome: 'delivered', reference: null }
}

// A card reads a little Markdown: neither emphasis nor a link that hides its address may come of our words. Lines stay lines.
const plain = (text: string) => text.replace(/[\\*_`[\]]/g, '\\$&').replaceAll('\n', '\n\n')
