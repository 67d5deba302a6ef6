// The words of corrections: asking for earlier wordings to be removed, ordering it, and what was removed.
export const correction = {
  'correction.summary': 'Something was written here that should never have been',
  'correction.explain':
    'Change it so that it says what it should, and save it. Then earlier wordings can be removed for good: a name, for example, that slipped through.',
  'correction.why.draft': 'There is a draft that has not been saved. Save or discard it first.',
  'correction.why.conflict': 'It was changed twice at the same time. Settle the versions first.',
  'correction.earlier': {
    one: '1 earlier wording is kept in the history.',
    other: '{count} earlier wordings are kept in the history.',
  },
  'correction.open': 'Remove the earlier wordings',
  'correction.title': 'Ask for the earlier wordings to be removed?',
  'correction.stays':
    'What it says now stays. It is written down anew, without the reasons that were given for earlier changes.',
  'correction.deleted': 'It stays deleted. Its text and place are emptied.',
  'correction.ordered-by':
    'Nothing is removed until two records managers have ordered it. They see who asked and how many wordings there are, never the text.',
  'correction.final':
    'Then the wordings are deleted from the central store and from every device of the team, from a device without a connection as soon as it has one. Nobody can bring them back.',
  'correction.says':
    'That wordings were removed, who asked, who ordered it and when stays in the history, and sealed bundles say so.',
  'correction.drafts':
    'A colleague’s draft that began from them keeps what was typed. The removed words are taken out of it.',
  'correction.limits':
    'They are deleted, not made unreadable wherever a copy may be. What somebody printed, photographed or exported is out of reach. So is an old copy of a device’s files for whoever can open it.',
  'correction.submit': 'Ask for their removal',
  'correction.cancel': 'Cancel',
  'correction.asked.now': 'You asked for the earlier wordings to be removed. Two records managers have to order it.',
  'correction.asked':
    '{name} asked on {day} for earlier wordings to be removed. Two records managers have to order it.',
  'correction.ordered-once':
    '{name} asked on {day} for earlier wordings to be removed. {officer} has ordered it; a second records manager has to.',
  'correction.ordered':
    'Earlier wordings are to be removed, as two records managers ordered on {day}: {names}. A hold keeps them on this device.',
  'correction.removed':
    'Earlier wordings were removed by a correction on {day}, ordered by two records managers: {names}.',
  'correction.and': '{first} and {second}',
  'correction.unknown-day': 'a day that is not recorded',

  'corrections.link': 'Corrections',
  'corrections.link.hint': 'What inspectors asked to have removed because it should never have been written',
  'corrections.title': 'Corrections',
  'corrections.back': 'Inspections',
  'corrections.intro':
    'People in the team of an inspection asked for these wordings to be removed, because they should never have been written. You see who asked and how many there are. Only the team can read them, so ask whoever asked if you need to know more.',
  'corrections.two':
    'Two records managers have to order each removal. Nothing is removed while a hold is in force. What is removed cannot be brought back.',
  'corrections.none': 'Nobody has asked for anything to be removed.',
  'corrections.waiting': 'Waiting for an order',
  'corrections.waiting.none': 'Nothing is waiting for an order.',
  'corrections.done': 'Ordered by two records managers',
  'corrections.column.inspection': 'Inspection',
  'corrections.column.asked': 'Asked by',
  'corrections.column.wordings': 'Entries to remove',
  'corrections.column.ordered': 'Ordered by',
  'corrections.column.action': 'Order',
  'corrections.column.state': 'On this device',
  'corrections.inspection': '{setting}, {days}',
  'corrections.inspection.unknown': 'Its register is not readable on this device',
  'corrections.number': 'Number {number}',
  'corrections.said': '{name}, {when}',
  'corrections.nobody': 'Nobody yet',
  'corrections.order': 'Order the removal',
  'corrections.order-what': 'Order the removal that {name} asked for, {inspection}',
  'corrections.why.not-officer': 'This inspection does not know you as a records manager yet.',
  'corrections.why.disposed': 'The inspection was disposed of.',
  'corrections.why.on-hold': 'A hold is in force.',
  'corrections.why.same-person': 'You were the first. Another records manager has to order it too.',
  'corrections.why.not-in-step':
    'This device is not in step with the central store. Wait until everything is received.',
  'corrections.confirm.title': 'Order the removal?',
  'corrections.confirm.first':
    'You are the first. Nothing is removed until another records manager orders it too. An order cannot be taken back.',
  'corrections.confirm.second':
    'You are the second. As soon as the central store has your order, the wordings are deleted there and on every device of the team. They cannot be brought back.',
  'corrections.confirm.submit': 'Order the removal',
  'corrections.said-first': 'Your order was recorded. Another records manager has to order it too.',
  'corrections.said-second': 'Your order was recorded. The wordings go as soon as the central store has it.',
  'corrections.state.ordered': 'Kept, because of a hold',
  'corrections.state.removed': 'Removed',

  'bundle.removed': 'Removed since the seal',
  'bundle.removed.note': {
    one: 'A note of which 1 sealed version was removed. What it said then can be told no more.',
    other: 'A note of which {count} sealed versions were removed. What it said then can be told no more.',
  },
  'bundle.removed.unknown': {
    one: '1 sealed version was removed that no note here names as its own.',
    other: '{count} sealed versions were removed that no note here names as their own.',
  },
  'bundle.removed.partly': {
    one: '1 earlier version that was sealed with it has been removed.',
    other: '{count} earlier versions that were sealed with it have been removed.',
  },
  'bundle.removed.read': 'Read the note as it is now',
  'note.emptied': 'The text of this note was removed, so it cannot be restored.',
  'write.corrected':
    'The wording that you began from was removed by a correction, because it held something that should never have been written. What you typed is all here. Words of the removed wording were taken out of it: where you see … read it and mend it before you save.',
} as const
