// The words of disposal: proposed by one records manager, approved by another, withdrawn, carried out.
export const disposal = {
  'orders.reference': 'Reference {reference}',
  'orders.kept': 'How long it is kept, and why',
  'orders.name': '{setting}, {dates}',
  'orders.name-unknown': 'Inspection {reference}',
  'orders.back': 'Disposals and certificates',
  'orders.title': 'Holds and disposal',
  'orders.unknown': 'This device does not know that inspection.',

  'disposals.intro':
    'Every inspection that this device knows, with what stands in the way of its disposal and how far that has come.',
  'disposals.none': 'This device knows no inspection yet.',
  'disposals.table': 'Inspections',
  'disposals.column.inspection': 'Inspection',
  'disposals.column.remit': 'Remit',
  'disposals.column.holds': 'Holds in force',
  'disposals.column.disposal': 'Disposal',
  'disposals.certificates': 'Certificates',
  'disposals.certificates.intro': 'What was destroyed, by which rule, and on whose order.',
  'disposals.certificates.none': 'Nothing has been disposed of yet.',
  'disposals.column.when': 'Committed',
  'disposals.column.devices': 'On this device',
  'disposals.certificate-of': 'Certificate of {name}',

  'disposal.title': 'Disposal',
  'disposal.none': 'None',
  'disposal.state.proposed': 'Proposed',
  'disposal.state.approved': 'Approved',
  'disposal.state.kept': 'Kept here',
  'disposal.state.disposed': 'Destroyed',
  'disposal.waits': 'Waits for you',

  'disposal.held': 'A hold is in force, so nothing may be destroyed and no disposal can be proposed.',
  'disposal.intro':
    'When a rule lets this inspection go, one records manager proposes its disposal and another approves it.',
  'disposal.partly-gone':
    'The central store has destroyed a part of this inspection already: {parts}. The rest follows by itself when it was approved too. If it does not within a day, withdraw it and propose it again.',
  'disposal.propose': 'Propose disposal',
  'disposal.propose.ask': 'Propose to destroy {name}?',
  'disposal.propose.rule':
    'The rule that lets it go today is looked up and stands in the proposal. If none does, nothing is recorded.',
  'disposal.propose.second':
    'Another records manager must approve it. Until the central store has carried it out, any records manager of this inspection can withdraw it.',
  'disposal.propose.no': 'Do not propose it',
  'disposal.proposed.done': 'The disposal was proposed. Another records manager must approve it.',

  'disposal.destroys': 'What is destroyed, on every device and in the central store:',
  'disposal.destroys.evidence':
    'everything written in it: notes with their history, people, lines of enquiry, questions and sealed bundles',
  'disposal.destroys.register':
    'its register, with the kinds of data it held and what was stated of it, and full names recorded for it',
  'disposal.destroys.keys': 'the keys with which they can be read, so that copies which stayed somewhere open no more',
  'disposal.stays':
    'What stays: who wrote and signed when, without any words; and the orders themselves, so that the certificate can be checked. What somebody wrote and had not sent stays with them under “Came too late”.',

  'disposal.fact.state': 'State',
  'disposal.fact.rule': 'Rule',
  'disposal.fact.controller': 'Whose rule',
  'disposal.fact.due': 'May go since',
  'disposal.fact.pack': 'Policy pack',
  'disposal.fact.covers': 'Covers',
  'disposal.fact.proposed': 'Proposed',
  'disposal.fact.approved': 'Approved',
  'disposal.fact.committed': 'Committed by the store',
  'disposal.fact.withdraw': 'Who can withdraw it',
  'disposal.entries': { one: '1 entry', other: '{count} entries' },
  'disposal.by': 'By {name}',
  'disposal.by-when': 'By {name}, {when}',
  'disposal.pack': 'Version {version}',
  'disposal.pack.other': 'Version {version}; this device has version {here}, whose words are shown',
  'disposal.rule-unknown': '{rule}, which the policy pack of this device does not know',
  'disposal.withdraw.who': 'Any records manager of this inspection, until the central store has committed it',

  'disposal.now.proposed': 'It waits for a second records manager. Nothing has been destroyed.',
  'disposal.now.approved':
    'Two records managers have decided. The central store carries it out when its undo window is over: 24 hours, unless it runs with another. Until then it can be withdrawn. If it is not carried out by then, something came between: withdraw it and propose it again.',
  'disposal.now.approved.held':
    'It was approved, and a hold is in force: the central store does not carry it out. Withdraw it, and propose it again when the hold was lifted.',
  'disposal.now.kept':
    'The central store has carried it out. This device knows a hold, so what it has stays here until two records managers lift the hold.',
  'disposal.now.kept.soon': 'The central store has committed it. This device carries it out at its next contact.',
  'disposal.now.disposed': 'It was destroyed on this device and in the central store.',
  'disposal.outstanding': {
    one: '1 device has not yet said that it carried it out.',
    other: '{count} devices have not yet said that they carried it out.',
  },
  'disposal.outstanding.none': 'Every device that knew the inspection has said that it carried it out.',

  'disposal.why-not.own': 'You proposed it, so you cannot approve it. Ask another records manager.',
  'disposal.why-not.on-hold':
    'A hold is in force, so it cannot be approved. Two records managers can lift the hold when its ground has gone.',
  'disposal.why-not.hold-since':
    'A hold on many inspections was placed after it was proposed. Withdraw it and propose it again, so that every hold is taken into account.',
  'disposal.why-not.written-since':
    'Something was written in the inspection after it was proposed. Withdraw it and propose it again, so that it covers everything.',
  'disposal.why-not.not-in-step':
    'This device is not in step with the central store. Check the connection and wait until everything is sent and received.',
  'disposal.why-not.not-officer':
    'This inspection does not know you as a records manager yet. Wait until its lead has been online; they add you by themselves.',

  'disposal.approve': 'Approve the disposal',
  'disposal.approve.ask': 'Approve the destruction of {name}?',
  'disposal.approve.final':
    'When the undo window of the central store is over, 24 hours unless it runs with another, this cannot be taken back. Until then any records manager of this inspection can withdraw it.',
  'disposal.approve.no': 'Do not approve it',
  'disposal.approved.done': 'The disposal was approved. The central store carries it out when its undo window is over.',
  'disposal.withdraw': 'Withdraw the disposal',
  'disposal.withdraw.ask': 'Withdraw the disposal of {name}?',
  'disposal.withdraw.body': 'Nothing is destroyed. To dispose of it later, it has to be proposed and approved again.',
  'disposal.withdraw.no': 'Leave it as it is',
  'disposal.withdrawn.done': 'The disposal was withdrawn. Nothing was destroyed.',
  'disposal.certificate': 'Read the certificate',
} as const
