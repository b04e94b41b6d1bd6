import type { SubscriberChannel } from '../plan/plan.ts'
import type { PageLanguage } from '../status/page-words.ts'

/** What subscribers read, beside the updates themselves. */
export type SubscriberWords = {
  readonly subscribe: string
  readonly intro: (title: string) => string
  readonly by: string
  readonly channels: Readonly<Record<SubscriberChannel, string>>
  readonly address: string
  readonly hint: string
  readonly what: string
  readonly incidents: string
  readonly maintenance: string
  readonly which: string
  readonly wrong: string
  readonly nothing: string
  readonly sent: string
  readonly sentText: string
  readonly confirmTitle: string
  readonly confirmAsk: (address: string, title: string) => string
  readonly confirm: string
  readonly confirmSubject: (title: string) => string
  readonly confirmText: (title: string) => string
  readonly knownSubject: (title: string) => string
  readonly knownText: (title: string) => string
  readonly yours: string
  readonly yoursText: (address: string) => string
  readonly secret: string
  readonly save: string
  readonly stop: string
  readonly stopped: string
  readonly stoppedText: string
  readonly gone: string
  readonly goneText: string
  readonly back: string
  readonly more: (url: string) => string
  readonly manage: (url: string) => string
}

export const SUBSCRIBER_WORDS: Readonly<Record<PageLanguage, SubscriberWords>> = {
  en: {
    subscribe: 'Get updates',
    intro: (title) => `Be told when something happens to ${title}, as soon as it stands on its status page.`,
    by: 'How',
    channels: { mail: 'E-mail', sms: 'Text message', slack: 'Slack', webhook: 'Webhook' },
    address: 'Address',
    hint: 'A mail address; a phone number as +12125550100; or the https:// address of the webhook.',
    what: 'What',
    incidents: 'Outages',
    maintenance: 'Planned maintenance',
    which: 'Of which sites (none marked: all)',
    wrong: 'This address cannot be written to that way. Look at it again.',
    nothing: 'Mark at least one of outages and maintenance.',
    sent: 'Look there',
    sentText:
      'If this address can be written to, a message with a link is on its way. Nothing else is sent until the link is confirmed, within 48 hours.',
    confirmTitle: 'One more press',
    confirmAsk: (address, title) => `${address} is to hear of ${title}.`,
    confirm: 'Yes, send me updates',
    confirmSubject: (title) => `Confirm: updates on ${title}`,
    confirmText: (title) =>
      `Somebody, most likely you, wants updates on ${title} sent here. Confirm it within 48 hours. If it was not you, do nothing, and nothing more is sent.`,
    knownSubject: (title) => `You get updates on ${title} already`,
    knownText: (title) => `You get updates on ${title} already. Here you can change or end them.`,
    yours: 'Your updates',
    yoursText: (address) => `They go to ${address}.`,
    secret: 'Every post is signed with this secret (standardwebhooks.com)',
    save: 'Save',
    stop: 'Send me no more',
    stopped: 'No more updates',
    stoppedText: 'Nothing more is sent, and the address is forgotten.',
    gone: 'This link does not hold any more',
    goneText: 'It was not confirmed within 48 hours, or the updates have been ended. You can sign up again.',
    back: 'The status now',
    more: (url) => `The status now: ${url}`,
    manage: (url) => `Change or end these messages: ${url}`,
  },
  de: {
    subscribe: 'Meldungen erhalten',
    intro: (title) => `Erfahren Sie, wenn bei ${title} etwas ist, sobald es auf der Statusseite steht.`,
    by: 'Wie',
    channels: { mail: 'E-Mail', sms: 'SMS', slack: 'Slack', webhook: 'Webhook' },
    address: 'Adresse',
    hint: 'Eine E-Mail-Adresse, eine Telefonnummer als +4930123456 oder die https://-Adresse des Webhooks.',
    what: 'Was',
    incidents: 'Ausfälle',
    maintenance: 'Geplante Wartung',
    which: 'Zu welchen Websites (keine gewählt: alle)',
    wrong: 'An diese Adresse kann so nicht geschrieben werden. Bitte prüfen Sie sie.',
    nothing: 'Wählen Sie Ausfälle, Wartung oder beides.',
    sent: 'Sehen Sie dort nach',
    sentText:
      'Wenn an diese Adresse geschrieben werden kann, ist eine Nachricht mit einem Link unterwegs. Sonst wird nichts gesendet, bis der Link innerhalb von 48 Stunden bestätigt ist.',
    confirmTitle: 'Noch ein Klick',
    confirmAsk: (address, title) => `${address} soll Meldungen zu ${title} erhalten.`,
    confirm: 'Ja, Meldungen senden',
    confirmSubject: (title) => `Bitte bestätigen: Meldungen zu ${title}`,
    confirmText: (title) =>
      `Jemand, vermutlich Sie, möchte hier Meldungen zu ${title} erhalten. Bestätigen Sie das innerhalb von 48 Stunden. Waren Sie es nicht, tun Sie nichts, und es wird nichts weiter gesendet.`,
    knownSubject: (title) => `Sie erhalten bereits Meldungen zu ${title}`,
    knownText: (title) => `Sie erhalten bereits Meldungen zu ${title}. Hier können Sie sie ändern oder beenden.`,
    yours: 'Ihre Meldungen',
    yoursText: (address) => `Sie gehen an ${address}.`,
    secret: 'Jede Meldung ist mit diesem Geheimnis signiert (standardwebhooks.com)',
    save: 'Speichern',
    stop: 'Nichts mehr senden',
    stopped: 'Keine Meldungen mehr',
    stoppedText: 'Es wird nichts mehr gesendet, und die Adresse ist gelöscht.',
    gone: 'Dieser Link gilt nicht mehr',
    goneText: 'Er wurde nicht innerhalb von 48 Stunden bestätigt, oder die Meldungen wurden beendet. Sie können sich neu anmelden.',
    back: 'Der Status jetzt',
    more: (url) => `Der Status jetzt: ${url}`,
    manage: (url) => `Diese Nachrichten ändern oder beenden: ${url}`,
  },
  es: {
    subscribe: 'Recibir avisos',
    intro: (title) => `Reciba un aviso cuando ocurra algo en ${title}, en cuanto aparezca en la página de estado.`,
    by: 'Cómo',
    channels: { mail: 'Correo electrónico', sms: 'SMS', slack: 'Slack', webhook: 'Webhook' },
    address: 'Dirección',
    hint: 'Una dirección de correo, un teléfono como +34911234567 o la dirección https:// del webhook.',
    what: 'Qué',
    incidents: 'Interrupciones',
    maintenance: 'Mantenimiento planificado',
    which: 'De qué sitios (ninguno marcado: todos)',
    wrong: 'No se puede escribir así a esta dirección. Revísela.',
    nothing: 'Marque interrupciones, mantenimiento o ambos.',
    sent: 'Mire allí',
    sentText:
      'Si se puede escribir a esta dirección, un mensaje con un enlace está en camino. No se envía nada más hasta que el enlace se confirme, en un plazo de 48 horas.',
    confirmTitle: 'Un paso más',
    confirmAsk: (address, title) => `${address} recibirá avisos de ${title}.`,
    confirm: 'Sí, enviar avisos',
    confirmSubject: (title) => `Confirme: avisos de ${title}`,
    confirmText: (title) =>
      `Alguien, probablemente usted, quiere recibir aquí avisos de ${title}. Confírmelo en 48 horas. Si no fue usted, no haga nada y no se enviará nada más.`,
    knownSubject: (title) => `Ya recibe avisos de ${title}`,
    knownText: (title) => `Ya recibe avisos de ${title}. Aquí puede cambiarlos o terminarlos.`,
    yours: 'Sus avisos',
    yoursText: (address) => `Se envían a ${address}.`,
    secret: 'Cada envío se firma con este secreto (standardwebhooks.com)',
    save: 'Guardar',
    stop: 'No enviar más',
    stopped: 'No más avisos',
    stoppedText: 'No se envía nada más y la dirección se ha borrado.',
    gone: 'Este enlace ya no es válido',
    goneText: 'No se confirmó en 48 horas o los avisos se han terminado. Puede suscribirse de nuevo.',
    back: 'El estado ahora',
    more: (url) => `El estado ahora: ${url}`,
    manage: (url) => `Cambiar o terminar estos mensajes: ${url}`,
  },
  fr: {
    subscribe: 'Recevoir les nouvelles',
    intro: (title) => `Soyez prévenu quand il se passe quelque chose chez ${title}, dès que la page d’état l’annonce.`,
    by: 'Comment',
    channels: { mail: 'E-mail', sms: 'SMS', slack: 'Slack', webhook: 'Webhook' },
    address: 'Adresse',
    hint: 'Une adresse e-mail, un numéro comme +33123456789 ou l’adresse https:// du webhook.',
    what: 'Quoi',
    incidents: 'Pannes',
    maintenance: 'Maintenance prévue',
    which: 'De quels sites (aucun coché : tous)',
    wrong: 'On ne peut pas écrire ainsi à cette adresse. Vérifiez-la.',
    nothing: 'Cochez les pannes, la maintenance ou les deux.',
    sent: 'Regardez là-bas',
    sentText:
      'Si l’on peut écrire à cette adresse, un message avec un lien est en route. Rien d’autre n’est envoyé avant que le lien soit confirmé, dans les 48 heures.',
    confirmTitle: 'Encore un clic',
    confirmAsk: (address, title) => `${address} recevra les nouvelles de ${title}.`,
    confirm: 'Oui, envoyez les nouvelles',
    confirmSubject: (title) => `À confirmer : nouvelles de ${title}`,
    confirmText: (title) =>
      `Quelqu’un, sans doute vous, souhaite recevoir ici les nouvelles de ${title}. Confirmez-le dans les 48 heures. Si ce n’était pas vous, ne faites rien : rien d’autre ne sera envoyé.`,
    knownSubject: (title) => `Vous recevez déjà les nouvelles de ${title}`,
    knownText: (title) => `Vous recevez déjà les nouvelles de ${title}. Ici vous pouvez les changer ou les arrêter.`,
    yours: 'Vos nouvelles',
    yoursText: (address) => `Elles vont à ${address}.`,
    secret: 'Chaque envoi est signé avec ce secret (standardwebhooks.com)',
    save: 'Enregistrer',
    stop: 'Ne plus rien envoyer',
    stopped: 'Plus de nouvelles',
    stoppedText: 'Plus rien n’est envoyé, et l’adresse est effacée.',
    gone: 'Ce lien n’est plus valable',
    goneText: 'Il n’a pas été confirmé dans les 48 heures, ou les nouvelles ont été arrêtées. Vous pouvez vous inscrire à nouveau.',
    back: 'L’état actuel',
    more: (url) => `L’état actuel : ${url}`,
    manage: (url) => `Changer ou arrêter ces messages : ${url}`,
  },
  pt: {
    subscribe: 'Receber avisos',
    intro: (title) => `Receba um aviso quando algo acontecer em ${title}, assim que aparecer na página de status.`,
    by: 'Como',
    channels: { mail: 'E-mail', sms: 'SMS', slack: 'Slack', webhook: 'Webhook' },
    address: 'Endereço',
    hint: 'Um endereço de e-mail, um telefone como +5511912345678 ou o endereço https:// do webhook.',
    what: 'O quê',
    incidents: 'Interrupções',
    maintenance: 'Manutenção planejada',
    which: 'De quais sites (nenhum marcado: todos)',
    wrong: 'Não é possível escrever assim para este endereço. Verifique-o.',
    nothing: 'Marque interrupções, manutenção ou ambos.',
    sent: 'Veja lá',
    sentText:
      'Se for possível escrever para este endereço, uma mensagem com um link está a caminho. Nada mais é enviado até o link ser confirmado, em 48 horas.',
    confirmTitle: 'Mais um clique',
    confirmAsk: (address, title) => `${address} receberá avisos de ${title}.`,
    confirm: 'Sim, enviar avisos',
    confirmSubject: (title) => `Confirme: avisos de ${title}`,
    confirmText: (title) =>
      `Alguém, provavelmente você, quer receber aqui avisos de ${title}. Confirme em 48 horas. Se não foi você, não faça nada, e nada mais será enviado.`,
    knownSubject: (title) => `Você já recebe avisos de ${title}`,
    knownText: (title) => `Você já recebe avisos de ${title}. Aqui você pode mudá-los ou encerrá-los.`,
    yours: 'Seus avisos',
    yoursText: (address) => `Eles vão para ${address}.`,
    secret: 'Cada envio é assinado com este segredo (standardwebhooks.com)',
    save: 'Salvar',
    stop: 'Não enviar mais',
    stopped: 'Sem mais avisos',
    stoppedText: 'Nada mais é enviado, e o endereço foi apagado.',
    gone: 'Este link não vale mais',
    goneText: 'Não foi confirmado em 48 horas, ou os avisos foram encerrados. Você pode se inscrever de novo.',
    back: 'O status agora',
    more: (url) => `O status agora: ${url}`,
    manage: (url) => `Mudar ou encerrar estas mensagens: ${url}`,
  },
}
