import type { PageLanguage } from '../status/page-words.ts'

/** What of readiness a partner is asked to mend: for whom, in its own language. */
export type ReadinessWords = {
  readonly heading: string
  readonly nothing: string
  readonly mend: string
  readonly record: string // before the name of a DNS record
  readonly lines: Readonly<Record<PartnersKind, (whose: string) => string>>
}
export type PartnersKind =
  | 'no-contact'
  | 'contact-without-phone'
  | 'bouncing-contact'
  | 'mail-falls-with-site'
  | 'unproved-sending-domain'
  | 'stale-contacts'
  | 'lone-contact'

const en: ReadinessWords = {
  heading: 'What would hold us up at night',
  nothing: 'Nothing that you could mend would hold us up.',
  mend: 'Mend it',
  record: 'DNS record',
  lines: {
    'no-contact': (whose) => `${whose}: nobody can be told of an outage.`,
    'contact-without-phone': (whose) => `${whose}: no contact has a phone number. Mail waits until morning.`,
    'bouncing-contact': (whose) => `${whose}: this address did not take our last message.`,
    'mail-falls-with-site': (whose) => `${whose}: every mail address falls with the site. We need one elsewhere, or a phone number.`,
    'unproved-sending-domain': (whose) => `${whose}: mail in your name may end among the spam, since DNS does not prove it.`,
    'stale-contacts': (whose) => `${whose}: nobody has confirmed the contacts for 90 days.`,
    'lone-contact': (whose) => `${whose}: there is one contact only. Who stands in?`,
  },
}

const de: ReadinessWords = {
  heading: 'Was uns nachts aufhalten würde',
  nothing: 'Nichts, was Sie beheben könnten, würde uns aufhalten.',
  mend: 'Beheben',
  record: 'DNS-Eintrag',
  lines: {
    'no-contact': (whose) => `${whose}: Niemand kann von einem Ausfall erfahren.`,
    'contact-without-phone': (whose) => `${whose}: Kein Kontakt hat eine Telefonnummer. E-Mail bleibt bis zum Morgen liegen.`,
    'bouncing-contact': (whose) => `${whose}: Diese Adresse hat unsere letzte Nachricht nicht angenommen.`,
    'mail-falls-with-site': (whose) =>
      `${whose}: Jede E-Mail-Adresse fällt mit der Website aus. Wir brauchen eine andere oder eine Telefonnummer.`,
    'unproved-sending-domain': (whose) => `${whose}: E-Mails in Ihrem Namen können im Spam landen, weil das DNS sie nicht bestätigt.`,
    'stale-contacts': (whose) => `${whose}: Seit 90 Tagen hat niemand die Kontakte bestätigt.`,
    'lone-contact': (whose) => `${whose}: Es gibt nur einen Kontakt. Wer springt ein?`,
  },
}

const es: ReadinessWords = {
  heading: 'Lo que nos frenaría de noche',
  nothing: 'Nada que esté en su mano nos frenaría.',
  mend: 'Corregir',
  record: 'Registro DNS',
  lines: {
    'no-contact': (whose) => `${whose}: no podemos avisar a nadie de una caída.`,
    'contact-without-phone': (whose) => `${whose}: ningún contacto tiene teléfono. El correo espera hasta la mañana.`,
    'bouncing-contact': (whose) => `${whose}: esta dirección no aceptó nuestro último mensaje.`,
    'mail-falls-with-site': (whose) => `${whose}: todos los correos caen con el sitio. Necesitamos otra dirección o un teléfono.`,
    'unproved-sending-domain': (whose) => `${whose}: el correo en su nombre puede acabar como no deseado, porque el DNS no lo acredita.`,
    'stale-contacts': (whose) => `${whose}: nadie ha confirmado los contactos desde hace 90 días.`,
    'lone-contact': (whose) => `${whose}: solo hay un contacto. ¿Quién lo sustituye?`,
  },
}

const fr: ReadinessWords = {
  heading: 'Ce qui nous retarderait la nuit',
  nothing: 'Rien de ce que vous pourriez corriger ne nous retarderait.',
  mend: 'Corriger',
  record: 'Enregistrement DNS',
  lines: {
    'no-contact': (whose) => `${whose} : personne ne peut être prévenu d’une panne.`,
    'contact-without-phone': (whose) => `${whose} : aucun contact n’a de téléphone. Un e-mail attend le matin.`,
    'bouncing-contact': (whose) => `${whose} : cette adresse n’a pas accepté notre dernier message.`,
    'mail-falls-with-site': (whose) =>
      `${whose} : toutes les adresses e-mail tombent avec le site. Il nous en faut une autre, ou un téléphone.`,
    'unproved-sending-domain': (whose) =>
      `${whose} : les e-mails en votre nom peuvent finir en indésirables, car le DNS ne les authentifie pas.`,
    'stale-contacts': (whose) => `${whose} : personne n’a confirmé les contacts depuis 90 jours.`,
    'lone-contact': (whose) => `${whose} : il n’y a qu’un contact. Qui prend le relais ?`,
  },
}

const pt: ReadinessWords = {
  heading: 'O que nos atrasaria à noite',
  nothing: 'Nada que você possa corrigir nos atrasaria.',
  mend: 'Corrigir',
  record: 'Registro DNS',
  lines: {
    'no-contact': (whose) => `${whose}: não há a quem avisar de uma queda.`,
    'contact-without-phone': (whose) => `${whose}: nenhum contato tem telefone. O e-mail espera até de manhã.`,
    'bouncing-contact': (whose) => `${whose}: este endereço não aceitou nossa última mensagem.`,
    'mail-falls-with-site': (whose) => `${whose}: todos os e-mails caem junto com o site. Precisamos de outro, ou de um telefone.`,
    'unproved-sending-domain': (whose) => `${whose}: e-mails em seu nome podem cair no spam, pois o DNS não os comprova.`,
    'stale-contacts': (whose) => `${whose}: ninguém confirmou os contatos há 90 dias.`,
    'lone-contact': (whose) => `${whose}: há um só contato. Quem o substitui?`,
  },
}

export const READINESS_WORDS: Readonly<Record<PageLanguage, ReadinessWords>> = { en, de, es, fr, pt }
