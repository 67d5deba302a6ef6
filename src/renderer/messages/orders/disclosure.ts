// The words of the disposal of a disclosure, for its whistleblowing lead and for the records manager who is asked.
export const disclosureDisposal = {
  'orders.disclosure': 'Disclosure {reference}',
  'orders.disclosure.caption': 'Kept apart from every inspection. You are not told what it says, nor where it belongs.',
  'disposal.disclosure.none':
    'No disposal of this disclosure is proposed. Its whistleblowing lead proposes it, and names who approves.',
  'disposal.disclosure.destroys':
    'everything written in this disclosure: who raised the concern, the concern, and its history',
  'certificate.disclosure.lead':
    'The disclosure {name} was destroyed by order of its whistleblowing lead and of a records manager.',
  'certificate.disclosure.reference': 'Disclosure',

  'disclosure.disposal.intro':
    'When a rule lets this disclosure go, you propose its disposal, and a records manager of your choice approves it. They learn that there is a disclosure, the rule and the day, and no word of it.',
  'disclosure.disposal.held': 'A hold is in force, so nothing may be destroyed. Two records managers can lift it.',
  'disclosure.disposal.nobody': 'Your organisation has named no other records manager yet, so nobody could approve it.',
  'disclosure.disposal.unreckoned':
    'Fieldbook does not reckon the day here, because you do not hold the register of the inspection. Ask its lead or a records manager when what the rule counts from happened.',
  'disclosure.disposal.remit': 'Remit of its inspection',
  'disclosure.disposal.remit.missing': 'Choose the remit',
  'disclosure.disposal.rule': 'Rule that lets it go',
  'disclosure.disposal.rule.missing': 'Choose the rule that lets it go',
  'disclosure.disposal.due': 'From which day may it go?',
  'disclosure.disposal.due.hint': 'The last day of the period and one day, for example 27 3 2026.',
  'disclosure.disposal.due.name': 'day',
  'disclosure.disposal.due.ahead': 'The day must be today or in the past',
  'disclosure.disposal.officer': 'Records manager who is asked to approve',
  'disclosure.disposal.officer.missing': 'Choose a records manager',
  'disclosure.disposal.choose': 'Choose',
  'disclosure.disposal.submit': 'Propose disposal',
  'disclosure.disposal.cancel': 'Cancel',
  'disclosure.disposal.proposed': 'The disposal was proposed. The records manager must approve it.',
  'disclosure.disposal.withdrawn': 'The disposal was withdrawn.',
  'disclosure.disposal.now.proposed': 'It waits for the records manager. Nothing has been destroyed.',
  'disclosure.disposal.now.approved':
    'You and a records manager have decided. The central store carries it out when its undo window is over: 24 hours, unless it runs with another. Until then you can withdraw it.',
  'disclosure.disposal.now.committed':
    'The central store has committed it. This device carries it out at its next contact.',
} as const
